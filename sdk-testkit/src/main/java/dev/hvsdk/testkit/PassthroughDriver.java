/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.machine.PciDevice;
import java.util.ArrayList;
import java.util.List;

/**
 * The driver that keeps a function for guests, and how it is bound: by driver_override for vfio-pci
 * (Documentation/ABI/testing/sysfs-bus-pci of Linux), by new_slot for Xen's pciback.
 *
 * <p>Immutable.
 *
 * @param needsGroups whether a function without an IOMMU group is of no use to it
 */
record PassthroughDriver(String name, boolean needsGroups) {
    private static final String DEVICES = "/sys/bus/pci/devices/";
    private static final String PCIBACK = "/sys/bus/pci/drivers/pciback/";

    static PassthroughDriver of(Family family) {
        return family == Family.XEN ? new PassthroughDriver("pciback", false) : new PassthroughDriver("vfio-pci", true);
    }

    List<String> bind(PciDevice device) {
        List<String> steps = new ArrayList<>();
        if (needsGroups) {
            steps.add("write vfio-pci to " + DEVICES + device.pciAddress() + "/driver_override");
        }
        if (device.driver().isPresent()) {
            steps.add(unbind(device));
        }
        if (needsGroups) {
            steps.add(probe(device));
        } else {
            steps.add("write " + device.pciAddress() + " to " + PCIBACK + "new_slot");
            steps.add("write " + device.pciAddress() + " to " + PCIBACK + "bind");
        }
        return steps;
    }

    List<String> giveBack(PciDevice device) {
        String first = needsGroups
                ? "write an empty line to " + DEVICES + device.pciAddress() + "/driver_override"
                : "write " + device.pciAddress() + " to " + PCIBACK + "remove_slot";
        return List.of(first, unbind(device), probe(device));
    }

    private static String unbind(PciDevice device) {
        return "write " + device.pciAddress() + " to " + DEVICES + device.pciAddress() + "/driver/unbind";
    }

    private static String probe(PciDevice device) {
        return "write " + device.pciAddress() + " to /sys/bus/pci/drivers_probe";
    }
}
