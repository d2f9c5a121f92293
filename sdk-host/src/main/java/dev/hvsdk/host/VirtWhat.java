/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The SDK's answer in the words of virt-what, for scripts that read them.
 *
 * <p>The facts are those of virt-what(1), in the order in which virt-what 1.25 prints them. They tell what this SDK found out, so
 * they differ where it finds out more or is not misled; docs/detection.md lists these differences. Thread-safe: it has no state.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VirtWhat {
    private static final String POWER = "ibm_power-";
    private static final String Z = "ibm_systemz";

    /** As virt-what 1.25 printed them in its own tests; {@code oci}, {@code crio} and {@code upcloud} are of 1.27. */
    private static final List<String> ORDER = List.of(
            "alibaba_cloud-ebm",
            "alibaba_cloud",
            "vmware",
            "hyperv",
            "virtualpc",
            "virtualbox",
            "bhyve",
            "openvz",
            "lxc",
            "illumos-lx",
            "linux_vserver",
            "linux_vserver-guest",
            "uml",
            "powervm_lx86",
            "virtage",
            Z,
            Z + "-kvm",
            Z + "-zvm",
            Z + "-lpar",
            "parallels",
            "nutanix_ahv",
            "ovirt",
            "rhev",
            "google_cloud",
            "redhat",
            "xen",
            "xen-hvm",
            "xen-dom0",
            "xen-domU",
            "virt",
            "kvm",
            "qemu",
            "lkvm",
            "docker",
            "oci",
            "crio",
            "podman",
            POWER + "kvm",
            POWER + "lpar_shared",
            POWER + "lpar_dedicated",
            "vmm",
            "ldoms",
            "ldoms-control",
            "ldoms-guest",
            "aws",
            "upcloud");

    private static final Map<Platform, String> PLATFORMS = Map.of(
            Platform.AWS, "aws",
            Platform.GOOGLE_CLOUD, "google_cloud",
            Platform.RED_HAT, "redhat",
            Platform.RHEV, "rhev",
            Platform.OVIRT, "ovirt",
            Platform.UPCLOUD, "upcloud");

    /** Technologies whose word depends on nothing else. */
    private static final Map<Technology, String> WORDS = Map.ofEntries(
            Map.entry(Technology.VMWARE, "vmware"),
            Map.entry(Technology.HYPER_V, "hyperv"),
            Map.entry(Technology.VIRTUAL_PC, "virtualpc"),
            Map.entry(Technology.VIRTUALBOX, "virtualbox"),
            Map.entry(Technology.BHYVE, "bhyve"),
            Map.entry(Technology.OPENVZ, "openvz"),
            Map.entry(Technology.VIRTUOZZO, "openvz"),
            Map.entry(Technology.LXC, "lxc"),
            Map.entry(Technology.LXD, "lxc"),
            Map.entry(Technology.INCUS, "lxc"),
            Map.entry(Technology.ILLUMOS_LX, "illumos-lx"),
            Map.entry(Technology.UML, "uml"),
            Map.entry(Technology.POWERVM_LX86, "powervm_lx86"),
            Map.entry(Technology.PARALLELS, "parallels"),
            Map.entry(Technology.QEMU, "qemu"),
            Map.entry(Technology.DOCKER, "docker"),
            Map.entry(Technology.OCI_CONTAINER, "oci"),
            Map.entry(Technology.CRI_O, "crio"),
            Map.entry(Technology.PODMAN, "podman"),
            Map.entry(Technology.OPENBSD_VMM, "vmm"));

    private VirtWhat() {}

    /** The facts that virt-what would print, one for each line; none on a physical machine that is part of no cloud. */
    public static List<String> facts(Detection detection) {
        Set<String> facts = new HashSet<>();
        String machine = detection.machine().orElse("");
        for (VirtualizationLayer layer : detection.layers()) {
            facts.addAll(machine.startsWith("s390") ? ofZ(layer) : of(layer, machine));
        }
        detection.platforms().forEach(platform -> of(platform, detection).ifPresent(facts::add));
        return ORDER.stream().filter(fact -> isTold(fact, facts)).toList();
    }

    /** Xen's own QEMU is no fact beside Xen, nor is what a partition of IBM Z holds beside the innermost of it. */
    private static boolean isTold(String fact, Set<String> facts) {
        return switch (fact) {
            case "kvm", "qemu" -> facts.contains(fact) && !facts.contains("xen");
            case Z + "-zvm" -> facts.contains(fact) && !facts.contains(Z + "-kvm");
            case Z + "-lpar" -> facts.contains(fact) && !facts.contains(Z + "-kvm") && !facts.contains(Z + "-zvm");
            default -> facts.contains(fact);
        };
    }

    private static Optional<String> of(Platform platform, Detection detection) {
        if (!platform.equals(Platform.ALIBABA_CLOUD)) {
            return Optional.ofNullable(PLATFORMS.get(platform));
        }
        boolean bare = detection.verdict() == Detection.Verdict.PHYSICAL;
        return Optional.of(bare ? "alibaba_cloud-ebm" : "alibaba_cloud");
    }

    private static List<String> ofZ(VirtualizationLayer layer) {
        return switch (layer.technology().id()) {
            case "ibm-lpar" -> List.of(Z, Z + "-lpar");
            case "ibm-zvm" -> List.of(Z, Z + "-zvm");
            case "kvm" -> List.of(Z, Z + "-kvm");
            default -> of(layer, "");
        };
    }

    private static List<String> of(VirtualizationLayer layer, String machine) {
        String variant = layer.variant().orElse("");
        return switch (layer.technology().id()) {
            case "kvm" -> ofKvm(variant, machine);
            case "xen" -> ofXen(variant, layer.role());
            case "powervm" -> List.of(POWER + (variant.equals("lpar-shared") ? "lpar_shared" : "lpar_dedicated"));
            case "ldoms" -> List.of("ldoms", layer.role() == LayerRole.HOST ? "ldoms-control" : "ldoms-guest");
            case "linux-vserver" -> List.of("linux_vserver", "linux_vserver-guest");
            case "virtage" -> List.of("virtage");
            default -> ofOther(layer);
        };
    }

    private static List<String> ofKvm(String variant, String machine) {
        if (machine.startsWith("ppc")) {
            return List.of(POWER + "kvm");
        }
        return switch (variant) {
            case "lkvm" -> List.of("lkvm");
            case "nutanix-ahv" -> List.of("nutanix_ahv", "kvm");
            default -> List.of("kvm");
        };
    }

    private static List<String> ofXen(String variant, LayerRole role) {
        if (role == LayerRole.HOST) {
            return List.of("xen", "xen-dom0");
        }
        return switch (variant) {
            case "" -> List.of("xen");
            case "hvm" -> List.of("xen", "xen-hvm");
            default -> List.of("xen", "xen-domU");
        };
    }

    /** A hypervisor without a word of its own is {@code virt}; a container or a translator without one is not told. */
    private static List<String> ofOther(VirtualizationLayer layer) {
        String word = WORDS.get(layer.technology());
        if (word != null) {
            return List.of(word);
        }
        return switch (layer.approach()) {
            case FULL, PARAVIRTUALIZATION, EMULATION -> isMachine(layer) ? List.of("virt") : List.of();
            case OS_LEVEL, APPLICATION -> List.of();
        };
    }

    /** Kata's layer stands beside that of the hypervisor it uses. */
    private static boolean isMachine(VirtualizationLayer layer) {
        return !layer.technology().equals(Technology.KATA);
    }
}
