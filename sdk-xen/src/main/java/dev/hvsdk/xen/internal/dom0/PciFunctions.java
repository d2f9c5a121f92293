/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One reading of the PCI functions that dom0 sees. Immutable. */
final class PciFunctions {
    /** Dom0's driver that keeps functions for guests. */
    static final String PCIBACK = "pciback";

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
    private static final Pattern VALUE = Pattern.compile(".*/(" + ADDRESS + ")/(\\w+):0x([0-9a-fA-F]+)");
    private static final Pattern NODE = Pattern.compile(".*/(" + ADDRESS + ")/numa_node:(\\d+)");
    private static final Pattern BOUND = Pattern.compile(".*/([^/]+)/(" + ADDRESS + ")");

    /** The class of bridges, which stay where they are. */
    private static final String BRIDGE = "06";

    private final Map<PciAddress, Map<String, String>> values;
    private final Map<PciAddress, String> drivers;
    private final Set<PciAddress> assignable;

    private PciFunctions(
            Map<PciAddress, Map<String, String>> values, Map<PciAddress, String> drivers, Set<PciAddress> assignable) {
        this.values = values;
        this.drivers = drivers;
        this.assignable = assignable;
    }

    /** By three calls. */
    static PciFunctions read(Dom0 host, ErrorFactory errors) {
        Command values = XenTools.command(
                "find",
                "-L",
                "/sys/bus/pci/devices",
                "-mindepth",
                "2",
                "-maxdepth",
                "2",
                "(",
                "-name",
                "vendor",
                "-o",
                "-name",
                "device",
                "-o",
                "-name",
                "class",
                "-o",
                "-name",
                "subsystem_vendor",
                "-o",
                "-name",
                "subsystem_device",
                "-o",
                "-name",
                "numa_node",
                ")",
                "-exec",
                "grep",
                "-H",
                ".",
                "{}",
                "+");
        Command drivers = XenTools.command(
                "find", "/sys/bus/pci/drivers", "-mindepth", "2", "-maxdepth", "2", "-name", "*:*:*.*");
        return parse(
                host.tools().output(errors, values.timeout(host.patience())),
                host.tools().output(errors, drivers.timeout(host.patience())),
                host.tools().xl(errors, host.patience(), "pci-assignable-list"));
    }

    static PciFunctions parse(String values, String drivers, String assignable) {
        Map<PciAddress, Map<String, String>> read = new TreeMap<>();
        lines(
                VALUE,
                values,
                found -> read.computeIfAbsent(PciAddress.parse(found.group(1)), key -> new HashMap<>())
                        .put(found.group(2), found.group(3)));
        lines(
                NODE,
                values,
                found -> read.computeIfAbsent(PciAddress.parse(found.group(1)), key -> new HashMap<>())
                        .put("node", found.group(2)));
        Map<PciAddress, String> bound = new TreeMap<>();
        lines(BOUND, drivers, found -> bound.put(PciAddress.parse(found.group(2)), found.group(1)));
        return new PciFunctions(read, bound, addresses(assignable));
    }

    private static void lines(Pattern pattern, String text, Consumer<Matcher> found) {
        text.lines().map(pattern::matcher).filter(Matcher::matches).forEach(found);
    }

    /** The addresses in a list of xl, whatever else is in its lines. */
    static Set<PciAddress> addresses(String listing) {
        Set<PciAddress> addresses = new TreeSet<>();
        Matcher address = ADDRESS.matcher(listing);
        while (address.find()) {
            addresses.add(PciAddress.parse(address.group()));
        }
        return addresses;
    }

    Set<PciAddress> assignable() {
        return assignable;
    }

    /** The driver in dom0 that has it. */
    Optional<String> driver(PciAddress address) {
        return Optional.ofNullable(drivers.get(address));
    }

    boolean isKept(PciAddress address) {
        return driver(address).filter(PCIBACK::equals).isPresent();
    }

    List<PciDevice> devices(boolean hasIommu) {
        return values.keySet().stream()
                .map(address -> device(address, hasIommu))
                .toList();
    }

    PciDevice device(PciAddress address, boolean hasIommu) {
        Map<String, String> known = values.getOrDefault(address, Map.of());
        PciDevice.Builder device = PciDevice.builder(address).assignability(assignability(address, known, hasIommu));
        set(known, "vendor", device::vendorId);
        set(known, "device", device::deviceId);
        set(known, "subsystem_vendor", device::subsystemVendorId);
        set(known, "subsystem_device", device::subsystemDeviceId);
        set(known, "class", code -> device.classCode(code.substring(0, Math.min(4, code.length()))));
        set(known, "node", node -> device.numaNode(Integer.parseInt(node)));
        set(drivers, address, device::driver);
        return device.build();
    }

    private static <K> void set(Map<K, String> known, K key, Consumer<String> setter) {
        String value = known.get(key);
        if (value != null) {
            setter.accept(value);
        }
    }

    private Assignability assignability(PciAddress address, Map<String, String> known, boolean hasIommu) {
        if (known.getOrDefault("class", "").startsWith(BRIDGE)) {
            return blocked(Blocker.Kind.NOT_ASSIGNABLE_BY_NATURE, "it is a bridge");
        }
        if (!hasIommu) {
            return blocked(Blocker.Kind.NO_IOMMU, "Xen uses no IOMMU");
        }
        if (assignable.contains(address)) {
            return Assignability.ready();
        }
        return isKept(address)
                ? blocked(Blocker.Kind.IN_USE, "a guest has it")
                : Assignability.preparable(
                        List.of(new Blocker(
                                Blocker.Kind.BOUND_TO_HOST_DRIVER,
                                "it is not kept for guests; its driver in dom0 is "
                                        + driver(address).orElse("none"))),
                        "keep it for guests by XenPciBack, or xl pci-assignable-add " + address);
    }

    private static Assignability blocked(Blocker.Kind kind, String why) {
        return Assignability.blocked(List.of(new Blocker(kind, why)), null);
    }
}
