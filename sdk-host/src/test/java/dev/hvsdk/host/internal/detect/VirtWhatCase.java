/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.FixtureHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one adapter between a test case of virt-what 1.25 and the detector.
 *
 * <p>In: a case has a fake root, and the recorded outputs of three commands. {@code uname.txt} is {@code uname -m};
 * {@code dmidecode.txt} becomes the DMI strings that the kernel would show, by section and key; each line of
 * {@code virt-what-cpuid-helper.txt} is the signature that CPUID gave, the first at 0x40000000 and each next one 0x100 further.
 *
 * <p>Out: our findings in virt-what's words. A platform and a layer each have a word; a variant of Xen, PowerVM, z and LDoms
 * has a second one. Where we name more than virt-what does (the LPAR around z/VM), its rule to name the innermost is applied.
 */
final class VirtWhatCase {
    private static final Map<Platform, String> PLATFORMS = Map.of(
            Platform.AWS, "aws",
            Platform.GOOGLE_CLOUD, "google_cloud",
            Platform.ALIBABA_CLOUD, "alibaba_cloud",
            Platform.RED_HAT, "redhat",
            Platform.RHEV, "rhev");

    private static final Map<Technology, List<String>> WORDS = Map.of(
            Technology.HYPER_V, List.of("hyperv"),
            Technology.OPENBSD_VMM, List.of("vmm"),
            Technology.POWERVM_LX86, List.of("powervm_lx86"),
            Technology.LINUX_VSERVER, List.of("linux_vserver", "linux_vserver-guest"),
            Technology.IBM_ZVM, List.of("ibm_systemz", "ibm_systemz-zvm"),
            Technology.IBM_LPAR, List.of("ibm_systemz", "ibm_systemz-lpar"));

    private static final Map<String, String> SECTIONS = Map.of(
            "BIOS Information", "bios",
            "System Information", "system",
            "Base Board Information", "board",
            "Chassis Information", "chassis");

    private static final Map<String, String> FIELDS = Map.of(
            "bios Vendor", "bios_vendor",
            "bios Version", "bios_version",
            "system Manufacturer", "sys_vendor",
            "system Product Name", "product_name",
            "system Version", "product_version",
            "system Family", "product_family",
            "board Manufacturer", "board_vendor",
            "board Product Name", "board_name",
            "chassis Manufacturer", "chassis_vendor",
            "chassis Asset Tag", "chassis_asset_tag");

    private final Path root;
    private final Path outputs;

    VirtWhatCase(Path root, Path outputs) {
        this.root = root;
        this.outputs = outputs;
    }

    HostRoot host() throws IOException {
        FixtureHost host = FixtureHost.in(root).machine(machine());
        readDmi(host);
        int leaf = 0x40000000;
        for (String line : output("virt-what-cpuid-helper.txt")) {
            if (line.length() <= 12) {
                host.signature(leaf, line);
            }
            leaf += 0x100;
        }
        return host.build();
    }

    private String machine() throws IOException {
        return output("uname.txt").get(0).strip();
    }

    private List<String> output(String name) throws IOException {
        return Files.readAllLines(outputs.resolve(name), StandardCharsets.ISO_8859_1);
    }

    private void readDmi(FixtureHost host) throws IOException {
        String section = "";
        for (String line : output("dmidecode.txt")) {
            int colon = line.indexOf(':');
            if (!line.startsWith("\t")) {
                section = SECTIONS.getOrDefault(line.strip(), "");
            } else if (colon > 0) {
                String field =
                        FIELDS.get(section + " " + line.substring(0, colon).strip());
                String value = line.substring(colon + 1).strip();
                if (field != null && !value.equals("Not Specified")) {
                    host.dmiFact(field, value);
                }
            }
        }
    }

    Set<String> words(Findings findings) throws IOException {
        Set<String> words = new TreeSet<>();
        findings.platforms().stream()
                .filter(PLATFORMS::containsKey)
                .map(PLATFORMS::get)
                .forEach(words::add);
        for (VirtualizationLayer layer : innermostOfZ(findings.layers())) {
            words.addAll(words(layer));
        }
        return words;
    }

    private static List<VirtualizationLayer> innermostOfZ(List<VirtualizationLayer> layers) {
        List<VirtualizationLayer> result = new ArrayList<>(layers);
        if (result.size() > 1) {
            result.removeIf(layer -> layer.technology().equals(Technology.IBM_LPAR));
        }
        return result;
    }

    private List<String> words(VirtualizationLayer layer) throws IOException {
        Technology technology = layer.technology();
        String variant = layer.variant().orElse("");
        if (technology.equals(Technology.KVM)) {
            return kvm(variant);
        }
        if (technology.equals(Technology.XEN)) {
            return xen(variant, layer.role());
        }
        if (technology.equals(Technology.POWERVM)) {
            return List.of("ibm_power-" + variant.replace('-', '_'));
        }
        return technology.equals(Technology.LDOMS)
                ? List.of("ldoms", "ldoms-" + variant)
                : WORDS.getOrDefault(technology, List.of(technology.id()));
    }

    private List<String> kvm(String variant) throws IOException {
        if (machine().startsWith("ppc")) {
            return List.of("ibm_power-kvm");
        }
        return switch (variant) {
            case "lkvm" -> List.of("lkvm");
            case "nutanix-ahv" -> List.of("nutanix_ahv", "kvm");
            default -> List.of("kvm");
        };
    }

    private static List<String> xen(String variant, LayerRole role) {
        if (role == LayerRole.HOST) {
            return List.of("xen", "xen-dom0");
        }
        return switch (variant) {
            case "" -> List.of("xen");
            case "hvm" -> List.of("xen", "xen-hvm");
            default -> List.of("xen", "xen-domU");
        };
    }
}
