/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import dev.hvsdk.host.internal.os.KernelParameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cuts the content of a file down to what the SDK's readers need of it.
 *
 * <p>Texts are handled as ISO 8859-1, so that bytes which are no text come out as they went in.
 */
final class CaptureFilter {
    /**
     * The kernel parameters that tell about virtualization; all others are private. A star stands for the rest of a key.
     * Documentation/admin-guide/kernel-parameters.txt of the Linux kernel names them.
     */
    private static final List<String> PARAMETERS = List.of(
            "amd_iommu",
            "amd_iommu_intr",
            "clearcpuid",
            "default_hugepagesz",
            "hugepages",
            "hugepagesz",
            "intel_iommu",
            "intremap",
            "iommu",
            "iommu.forcedac",
            "iommu.passthrough",
            "iommu.strict",
            "ivrs_acpihid*",
            "ivrs_hpet*",
            "ivrs_ioapic*",
            "kvm.*",
            "kvm-amd.*",
            "kvm-arm.*",
            "kvm-intel.*",
            "kvm_amd.*",
            "kvm_intel.*",
            "mem_encrypt",
            "nested_pvm",
            "nointremap",
            "noiommu",
            "nopv",
            "nopvspin",
            "nosmx",
            "nox2apic",
            "pci",
            "pcie_acs_override",
            "pci-stub.ids",
            "dom0_mem",
            "vfio.enable_unsafe_noiommu_mode",
            "vfio-pci.disable_denylist",
            "vfio-pci.disable_idle_d3",
            "vfio-pci.disable_vga",
            "vfio-pci.enable_sriov",
            "vfio-pci.ids",
            "vfio-pci.nointxmask",
            "vfio_iommu_type1.allow_unsafe_interrupts",
            "vfio_iommu_type1.disable_hugepages",
            "vfio_iommu_type1.dma_entry_limit",
            "vfio_pci.disable_denylist",
            "vfio_pci.disable_idle_d3",
            "vfio_pci.disable_vga",
            "vfio_pci.enable_sriov",
            "vfio_pci.ids",
            "vfio_pci.nointxmask",
            "xen.balloon_boot_timeout",
            "xen.event_eoi_delay",
            "xen.event_loop_timeout",
            "xen.fifo_events",
            "xen_emul_unplug",
            "xen_no_vector_callback",
            "xen_nopv",
            "xen_nopvspin",
            "xen_scrub_pages",
            "xen_timer_slop");

    /** What clouds write into the field in which others keep an inventory number. */
    private static final List<String> CLOUD_TAGS = List.of(
            "7783-7084-3265-9085-8269-3286-77",
            "Amazon EC2",
            "HUAWEICLOUD",
            "OpenStack",
            "OracleCloud.com",
            "ibmcloud");

    private static final Pattern INTERRUPT =
            Pattern.compile("\\s*(\\w+):(?:\\s+\\d+)*\\s+((?:IR-)?[A-Za-z][\\w.-]*).*");
    private static final Pattern HEX_ID = Pattern.compile("\\t?[0-9a-f]{4}  .*");

    private static final Pattern BUILDER = Pattern.compile("\\([^()@\\s]+@[^()\\s]+\\)");

    private final MountSources sources = new MountSources();
    private final Set<String> ids = new HashSet<>();

    /** Notes an id that a device has, so that its line of an id database is kept. */
    void know(String id) {
        ids.add(id.toLowerCase(Locale.ROOT));
    }

    /** How many bytes of the file are needed to filter it. */
    static int limit(String filter) {
        return switch (filter) {
            case "known-ids" -> 8 << 20;
            case "cpuinfo" -> 8 << 20;
            default -> filter.startsWith("first-") ? Integer.parseInt(filter.substring(6)) : HostFiles.DEFAULT_LIMIT;
        };
    }

    /** What is kept. */
    String apply(String filter, String text) {
        return switch (filter) {
            case "", "table" -> text;
            case "cpuinfo" -> lines(text, line -> !line.startsWith("Serial"));
            case "kernel-parameters" -> parameters(text);
            case "interrupt-controllers" -> interrupts(text);
            case "mounts" -> mounts(text);
            case "mapper-name" -> sources.mapperName(text.strip()) + "\n";
            case "share-name" -> sources.shareName(text.replace("\0", "").strip()) + "\n";
            case "version" -> BUILDER.matcher(text).replaceAll("(builder@host)");
            case "container-variables" -> containerVariables(text);
            case "pci-ids" -> pciIds(text);
            case "cloud-tag" -> CLOUD_TAGS.stream().anyMatch(text::contains) ? text : "";
            case "default-routes" -> defaultRoutes(text);
            case "known-ids" -> lines(text, new KnownIds());
            default -> selected(filter, text);
        };
    }

    private static String selected(String filter, String text) {
        if (filter.startsWith("first-")) {
            return text;
        }
        if (!filter.startsWith("lines-")) {
            throw new IllegalArgumentException("no such filter: " + filter);
        }
        String[] beginnings =
                filter.substring("lines-".length()).replace('_', ' ').split("\\|");
        return lines(text, line -> List.of(beginnings).stream().anyMatch(line.replace('_', ' ')::startsWith));
    }

    private static String lines(String text, Predicate<String> kept) {
        return text.lines().filter(kept).map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String parameters(String text) {
        List<String> kept = new ArrayList<>();
        for (String word : KernelParameters.split(text)) {
            String key = KernelParameters.keyOf(word);
            if (PARAMETERS.stream().anyMatch(known -> CaptureRule.matches(known, key))) {
                kept.add(word);
            }
        }
        return String.join(" ", kept) + "\n";
    }

    /** The counters of thousands of CPUs and the names of devices are left out; the controller is what tells. */
    private static String interrupts(String text) {
        StringBuilder kept = new StringBuilder();
        text.lines().forEach(line -> {
            Matcher matcher = INTERRUPT.matcher(line);
            if (matcher.matches()) {
                kept.append(matcher.group(1))
                        .append(": 0 ")
                        .append(matcher.group(2))
                        .append('\n');
            }
        });
        return kept.toString();
    }

    /** The mounts of disks, and those that an engine makes inside a container; paths of users' own are left out. */
    private String mounts(String text) {
        return text.lines()
                .filter(CaptureFilter::isTellingMount)
                .map(line -> withoutOptions(line) + "\n")
                .collect(Collectors.joining());
    }

    private static boolean isTellingMount(String line) {
        String[] fields = line.split(" ");
        if (fields.length < 7) {
            return false;
        }
        String point = fields[4];
        return point.equals("/")
                || !fields[2].startsWith("0:")
                || List.of(" - btrfs ", " - 9p ", " - virtiofs ").stream().anyMatch(line::contains)
                || List.of("/proc/", "/dev/", "/etc/", "/run/").stream().anyMatch(point::startsWith);
    }

    /** The options of an overlay name the engine's directory; those of others can name servers and users. */
    private String withoutOptions(String line) {
        int dash = line.indexOf(" - ");
        String[] fields = dash < 0 ? new String[0] : line.substring(dash + 3).split(" ");
        if (fields.length < 2) {
            return line;
        }
        String options = fields.length > 2 && fields[0].contains("overlay") ? fields[2] : "rw";
        return line.substring(0, dash) + " - " + fields[0] + " " + sources.masked(fields[0], fields[1]) + " " + options;
    }

    private static String containerVariables(String text) {
        StringBuilder kept = new StringBuilder();
        for (String variable : text.split("\0")) {
            if (variable.startsWith("container=")) {
                kept.append(variable).append('\0');
            }
        }
        return kept.toString();
    }

    /** Address and ids; where the registers are mapped is nobody's business. */
    private static String pciIds(String text) {
        return text.lines()
                .map(line -> line.split("\\s+"))
                .filter(fields -> fields.length > 2)
                .map(fields -> fields[0] + "\t" + fields[1] + "\t\n")
                .collect(Collectors.joining());
    }

    /** The default routes without the addresses of the routers. */
    private static String defaultRoutes(String text) {
        StringBuilder kept = new StringBuilder();
        for (String line : text.lines().toList()) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length == 11 && fields[1].equals("00000000") && fields[7].equals("00000000")) {
                fields[2] = "00000000";
                kept.append(String.join("\t", fields)).append('\n');
            } else if (fields.length == 10 && fields[0].matches("0{32}") && fields[1].equals("00")) {
                fields[4] = "0".repeat(32);
                kept.append(String.join(" ", fields)).append('\n');
            }
        }
        return kept.toString();
    }

    /** Keeps the makers and models of this host; the models of a maker follow its line. */
    private final class KnownIds implements Predicate<String> {
        private boolean makerKept;

        @Override
        public boolean test(String line) {
            if (!HEX_ID.matcher(line).matches()) {
                return false;
            }
            boolean model = line.startsWith("\t");
            boolean known = ids.contains(model ? line.substring(1, 5) : line.substring(0, 4));
            if (!model) {
                makerKept = known;
            }
            return known && makerKept;
        }
    }
}
