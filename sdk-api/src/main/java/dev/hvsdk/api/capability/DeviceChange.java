/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.machine.PciAddress;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * A change to a device of a host that {@link DeviceControl} can plan.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface DeviceChange {
    /** The function that is changed. */
    PciAddress device();

    /**
     * Take a function from its driver and bind it to vfio-pci, or what the host has in its place such as Xen's pciback, so that a guest
     * can be given it. Immutable.
     *
     * @param device the function
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record BindToVfio(PciAddress device) implements DeviceChange {}

    /**
     * Take all functions of an IOMMU group from their drivers and bind them to vfio-pci, so that one guest can be given them.
     *
     * <p>Bridges between buses stay: vfio passes over them. Immutable.
     *
     * @param device any function of the group
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record BindGroupToVfio(PciAddress device) implements DeviceChange {}

    /**
     * Give a function back to the driver that the host would choose. Immutable.
     *
     * @param device the function
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ReturnToHost(PciAddress device) implements DeviceChange {}

    /**
     * Give all functions of an IOMMU group back to the drivers that the host would choose. Immutable.
     *
     * @param device any function of the group
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ReturnGroupToHost(PciAddress device) implements DeviceChange {}

    /**
     * Set the number of virtual functions of a physical function. Immutable.
     *
     * @param device the physical function
     * @param count the number of virtual functions, 0 for none
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record SetVirtualFunctions(PciAddress device, int count) implements DeviceChange {
        /** Checks the count; throws {@link IllegalArgumentException} if it is negative. */
        public SetVirtualFunctions {
            if (count < 0) {
                throw new IllegalArgumentException("the number of virtual functions cannot be negative: " + count);
            }
        }
    }

    /**
     * Make a mediated device, a share of a function that its driver can divide. Immutable.
     *
     * @param device the function that is divided
     * @param type the type as its driver names it, such as {@code i915-GVTg_V5_4}
     * @param uuid by which it will be known
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record CreateMediatedDevice(PciAddress device, String type, UUID uuid) implements DeviceChange {}

    /**
     * Remove a mediated device, with all that is in it. Immutable.
     *
     * @param device the function that it is a share of
     * @param uuid by which it is known
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record RemoveMediatedDevice(PciAddress device, UUID uuid) implements DeviceChange {}
}
