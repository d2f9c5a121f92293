/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.PciDevice;
import java.util.Set;

/**
 * A PCI function as it was read, before anything was concluded.
 *
 * @param address its address as the kernel writes it
 * @param device what the kernel says about it
 * @param resettable whether the kernel knows a way to reset it
 */
record PciFunction(String address, PciDevice device, boolean resettable) {
    /** Drivers that keep the host off a device without handing it out; vfio accepts them beside an assigned function. */
    private static final Set<String> STUBS = Set.of("pci-stub", "pciback", "xen-pciback");

    private static final Set<String> DISK_BUSES = Set.of("0805", "0c03", "0c04");

    /** Whether both are the same function of the host: an address is borne once. */
    boolean isSame(PciFunction other) {
        return address.equals(other.address);
    }

    /**
     * Whether it is a bridge between buses, which vfio passes over when it looks at a group (drivers/vfio: only functions
     * with an ordinary configuration header count). Classes: PCI Code and ID Assignment, section 1.7.
     */
    boolean isBusBridge() {
        String code = device.classCode().orElse("");
        return code.equals("0604") || code.equals("0607") || code.equals("0609");
    }

    /** Whether it makes no sense to give it to a guest: bridges (but 0680, which NVSwitch bears) and the IOMMU itself. */
    boolean isPartOfThePlatform() {
        String code = device.classCode().orElse("");
        return code.equals("0806") || (code.startsWith("06") && !code.equals("0680"));
    }

    /** vfio-pci and its variants of single vendors, such as mlx5_vfio_pci. */
    boolean isOnVfio() {
        return device.driver().filter(driver -> driver.contains("vfio")).isPresent();
    }

    boolean isOnPciback() {
        return device.driver().filter(driver -> driver.endsWith("pciback")).isPresent();
    }

    boolean isOnHostDriver() {
        return device.driver().isPresent() && !isOnVfio();
    }

    /** Whether a disk of the host can be behind it: storage, SD (0805), USB (0c03) and Fibre Channel (0c04); without a class, perhaps. */
    boolean mayCarryDisks() {
        String code = device.classCode().orElse("01");
        return isOnHostDriver() && (code.startsWith("01") || DISK_BUSES.contains(code));
    }

    /** Whether an interface of the host can be behind it: network, USB (0c03) and InfiniBand (0c06); without a class, perhaps. */
    boolean mayCarryRoutes() {
        String code = device.classCode().orElse("02");
        return isOnHostDriver() && (code.startsWith("02") || code.equals("0c03") || code.equals("0c06"));
    }

    /** Whether it keeps a function of the same group from being assigned, as vfio sees it. */
    boolean blocksItsGroup() {
        return isOnHostDriver()
                && !isBusBridge()
                && !STUBS.contains(device.driver().orElse(""));
    }
}
