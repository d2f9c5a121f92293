/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.machine.PciAddress;
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
     * Take a function from its driver and bind it to vfio-pci, so that a guest can be given it. Immutable.
     *
     * @param device the function
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record BindToVfio(PciAddress device) implements DeviceChange {}

    /**
     * Give a function back to the driver that the host would choose. Immutable.
     *
     * @param device the function
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ReturnToHost(PciAddress device) implements DeviceChange {}

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
}
