/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The virtual functions that a physical one gets: as those that it had, or as itself. Immutable. */
final class VirtualFunctions {
    /** Made up; each device says its own, in First VF Offset of its SR-IOV capability (PCI Express, section 9.3.3.9). */
    private static final int OFFSET = 8;

    private static final int FUNCTIONS_OF_A_SLOT = 8;
    private static final int FUNCTIONS_OF_A_BUS = 256;

    /** The drivers of Linux that have one of their own for virtual functions. */
    private static final Map<String, String> DRIVERS = Map.of("ice", "iavf", "i40e", "iavf", "ixgbe", "ixgbevf");

    private final PciDevice physical;
    private final List<PciDevice> before;
    private final int firstGroup;

    /**
     * Functions of this one.
     *
     * @param before those that it had until now
     * @param firstGroup the number of the IOMMU group of the first, where there are groups
     */
    VirtualFunctions(PciDevice physical, List<PciDevice> before, int firstGroup) {
        this.physical = physical;
        this.before = List.copyOf(before);
        this.firstGroup = firstGroup;
    }

    /** The driver that Linux binds to virtual functions of this one; empty if it has no driver. */
    static Optional<String> driver(PciDevice physical) {
        return physical.driver().map(driver -> DRIVERS.getOrDefault(driver, driver));
    }

    static String step(PciDevice physical, int count) {
        return "write " + count + " to /sys/bus/pci/devices/" + physical.pciAddress() + "/sriov_numvfs";
    }

    PciDevice make(int number) {
        PciDevice.Builder function = PciDevice.builder(address(number))
                .physicalFunction(physical.pciAddress())
                .resetMethods(List.of("flr"))
                .assignability(Assignability.ready());
        describe(function, before.isEmpty() ? physical : before.get(0));
        driver(physical).ifPresent(function::driver);
        physical.numaNode().ifPresent(function::numaNode);
        if (physical.iommuGroup().isPresent()) {
            function.iommuGroup(firstGroup + number);
        }
        return function.build();
    }

    private static void describe(PciDevice.Builder function, PciDevice model) {
        model.vendorId().ifPresent(function::vendorId);
        model.deviceId().ifPresent(function::deviceId);
        model.classCode().ifPresent(function::classCode);
        String suffix = model.isVirtualFunction() ? "" : " Virtual Function";
        model.name().ifPresent(name -> function.name(name + suffix));
    }

    private PciAddress address(int number) {
        PciAddress first = physical.pciAddress();
        int routing = first.bus() * FUNCTIONS_OF_A_BUS
                + first.slot() * FUNCTIONS_OF_A_SLOT
                + first.function()
                + OFFSET
                + number;
        int inBus = routing % FUNCTIONS_OF_A_BUS;
        return new PciAddress(
                first.domain(), routing / FUNCTIONS_OF_A_BUS, inBus / FUNCTIONS_OF_A_SLOT, inBus % FUNCTIONS_OF_A_SLOT);
    }
}
