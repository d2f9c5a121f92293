/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import java.util.ArrayList;
import java.util.List;

/** What libvirt's description of a PCI function tells of whether a guest could be given it. */
final class NodeAssignability {
    /** The class of bridges (PCI Code and ID Assignment Specification, base class 06h). */
    private static final String BRIDGE = "06";

    private NodeAssignability() {}

    static Assignability of(NodeDeviceXml device) {
        if (device.classCode().filter(code -> code.startsWith(BRIDGE)).isPresent()) {
            return Assignability.blocked(
                    List.of(new Blocker(Blocker.Kind.NOT_ASSIGNABLE_BY_NATURE, "it is a bridge")), null);
        }
        if (device.iommuGroup().isEmpty()) {
            return Assignability.blocked(
                    List.of(new Blocker(Blocker.Kind.NO_IOMMU, "it has no IOMMU group")),
                    "switch the IOMMU on in the firmware and on the kernel command line of the host");
        }
        return inGroup(device);
    }

    private static Assignability inGroup(NodeDeviceXml device) {
        List<Blocker> blockers = new ArrayList<>();
        int others = device.iommuGroupMembers().size() - 1;
        if (others > 0) {
            blockers.add(new Blocker(
                    Blocker.Kind.GROUP_SHARED,
                    "IOMMU group " + device.iommuGroup().orElseThrow() + " has " + others + " other functions"));
        }
        device.driver()
                .filter(driver -> !driver.startsWith("vfio"))
                .ifPresent(driver -> blockers.add(new Blocker(
                        Blocker.Kind.BOUND_TO_HOST_DRIVER, "it is bound to the driver " + driver + " of the host")));
        return blockers.isEmpty()
                ? Assignability.ready()
                : Assignability.preparable(blockers, "detach it and the others of its group from their drivers");
    }
}
