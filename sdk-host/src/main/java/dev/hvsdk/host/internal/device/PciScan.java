/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.host.internal.platform.SysfsValue;
import dev.hvsdk.host.root.HostDirectory;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.Limitation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads all PCI functions of all domains in one pass over {@code /sys/bus/pci/devices}. */
final class PciScan {
    static final String DEVICES = "/sys/bus/pci/devices";

    private final HostDirectory directory;
    private final List<Limitation> limitations;

    private PciScan(HostDirectory directory, List<Limitation> limitations) {
        this.directory = directory;
        this.limitations = limitations;
    }

    static List<PciFunction> read(HostFiles files, List<Limitation> limitations) {
        return new PciScan(files.directory(DEVICES), limitations).functions(Listing.of(files, DEVICES, limitations));
    }

    private List<PciFunction> functions(List<String> names) {
        List<PciFunction> functions = new ArrayList<>(names.size());
        List<String> rubbish = new ArrayList<>();
        for (String name : names) {
            address(name).ifPresentOrElse(address -> functions.add(function(address, name)), () -> rubbish.add(name));
        }
        if (!rubbish.isEmpty()) {
            limitations.add(new Limitation(
                    rubbish.size() + " entries of " + DEVICES + " are no PCI addresses, such as '" + rubbish.get(0)
                            + "'",
                    "capture the host again"));
        }
        functions.sort(Comparator.comparing(function -> function.device().pciAddress()));
        return functions;
    }

    private PciFunction function(PciAddress address, String name) {
        HostDirectory function = directory.directory(name);
        PciDevice.Builder device = PciDevice.builder(address);
        identity(function, device);
        function.linkName("iommu_group").flatMap(SysfsValue::number).ifPresent(device::iommuGroup);
        number(function, "numa_node").ifPresent(device::numaNode);
        Optional<PciAddress> owner = function.linkName("physfn").flatMap(PciScan::address);
        owner.ifPresent(device::physicalFunction);
        if (owner.isEmpty()) {
            sriov(function).ifPresent(device::sriov);
        }
        List<String> methods = resetMethods(function);
        device.resetMethods(methods);
        // Before Linux 5.15 there is no list of methods, only the file that triggers a reset.
        return new PciFunction(name, device.build(), !methods.isEmpty() || function.exists("reset"));
    }

    /** One read of {@code uevent} gives what else takes six; trees that were trimmed by hand may lack it. */
    private static void identity(HostDirectory function, PciDevice.Builder device) {
        Map<String, String> uevent = uevent(function);
        if (uevent.containsKey("PCI_ID")) {
            ids(uevent.get("PCI_ID"), device::vendorId, device::deviceId);
            ids(uevent.get("PCI_SUBSYS_ID"), device::subsystemVendorId, device::subsystemDeviceId);
            classCode(uevent.get("PCI_CLASS")).ifPresent(device::classCode);
        } else {
            hex(function, "vendor").ifPresent(device::vendorId);
            hex(function, "device").ifPresent(device::deviceId);
            hex(function, "subsystem_vendor").ifPresent(device::subsystemVendorId);
            hex(function, "subsystem_device").ifPresent(device::subsystemDeviceId);
            function.attribute("class").value().flatMap(PciScan::classCode).ifPresent(device::classCode);
        }
        Optional.ofNullable(uevent.get("DRIVER"))
                .or(() -> function.linkName("driver"))
                .ifPresent(device::driver);
    }

    private static Map<String, String> uevent(HostDirectory function) {
        Map<String, String> values = new HashMap<>();
        for (String line : function.attribute("uevent").value().orElse("").split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }

    private static void ids(@Nullable String pair, Consumer<String> first, Consumer<String> second) {
        String text = pair == null ? "" : pair;
        int colon = text.indexOf(':');
        if (colon > 0) {
            SysfsValue.hex(text.substring(0, colon), 4).ifPresent(first);
            SysfsValue.hex(text.substring(colon + 1), 4).ifPresent(second);
        }
    }

    /** Six digits, of which the last two are the programming interface; {@code uevent} leaves leading zeros out. */
    private static Optional<String> classCode(@Nullable String text) {
        return text == null ? Optional.empty() : SysfsValue.hex(text, 6).map(digits -> digits.substring(0, 4));
    }

    private static Optional<Sriov> sriov(HostDirectory function) {
        return number(function, "sriov_totalvfs")
                .map(total -> new Sriov(total, number(function, "sriov_numvfs").orElse(0)));
    }

    private static List<String> resetMethods(HostDirectory function) {
        String methods = function.attribute("reset_method").value().orElse("");
        return methods.isEmpty() ? List.of() : List.of(methods.split("\\s+"));
    }

    private static Optional<Integer> number(HostDirectory function, String name) {
        return function.attribute(name).value().flatMap(SysfsValue::number);
    }

    private static Optional<String> hex(HostDirectory function, String name) {
        return function.attribute(name).value().flatMap(text -> SysfsValue.hex(text, 4));
    }

    /** The address that a name is, if it is one. */
    static Optional<PciAddress> address(String name) {
        try {
            return Optional.of(PciAddress.parse(name));
        } catch (IllegalArgumentException e) {
            // Not an address: the callers list what they passed over.
            return Optional.empty();
        }
    }
}
