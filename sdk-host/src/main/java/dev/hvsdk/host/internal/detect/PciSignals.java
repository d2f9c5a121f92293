/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Vendors of PCI devices that hypervisors emulate: a hint at the name of a hypervisor that shows itself without one. */
final class PciSignals {
    private static final String DEVICES = "/sys/bus/pci/devices";
    private static final int ENOUGH = 32;

    /** One line a device: its address, then vendor and device as eight hexadecimal digits (drivers/pci/proc.c). */
    private static final String LIST = "/proc/bus/pci/devices";

    /** VirtualBox's graphics adapter and guest service, which no machine of metal and no other monitor has. */
    private static final Pattern VIRTUALBOX = Pattern.compile("(?m)^[0-9a-f]{4}\\s+(80ee(?:beef|cafe))\\s");

    /** As the PCI id database has them. */
    static final Map<String, Technology> VENDORS = Map.of(
            "0x15ad", Technology.VMWARE,
            "0x80ee", Technology.VIRTUALBOX,
            "0x1414", Technology.HYPER_V,
            "0x1ab8", Technology.PARALLELS,
            "0x5853", Technology.XEN,
            "0x1234", Technology.QEMU,
            "0x1b36", Technology.QEMU,
            "0x1af4", Technology.VM_OTHER);

    private final Scene scene;

    PciSignals(Scene scene) {
        this.scene = scene;
    }

    /** The first device of a vendor that names a hypervisor, or else the first virtio device. */
    Optional<Claim> claim() {
        List<Claim> claims = scene.list(DEVICES).stream()
                .limit(ENOUGH)
                .flatMap(address -> vendor(DEVICES + "/" + address + "/vendor").stream())
                .toList();
        return claims.stream()
                .filter(claim -> !claim.technology().equals(Technology.VM_OTHER))
                .findFirst()
                .or(() -> claims.stream().findFirst());
    }

    /** A device that names its hypervisor by itself. */
    Optional<Claim> ownDevice() {
        return scene.read(LIST)
                .flatMap(list -> VIRTUALBOX.matcher(list).results().findFirst())
                .map(device -> Claim.of(Technology.VIRTUALBOX, Weight.OWN, Evidence.ofFirmware(LIST, device.group(1))));
    }

    private Optional<Claim> vendor(String path) {
        return scene.attribute(path)
                .filter(VENDORS::containsKey)
                .map(id -> Claim.of(
                        VENDORS.getOrDefault(id, Technology.VM_OTHER), Weight.HINT, Evidence.ofFirmware(path, id)));
    }
}
