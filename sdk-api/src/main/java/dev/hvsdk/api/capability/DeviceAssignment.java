/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.machine.PassthroughDevice;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Gives devices of the host to one guest and takes them back.
 *
 * <p>A device belongs to one guest at a time. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface DeviceAssignment extends GuestCapability {
    /** The devices of the host that the guest has. */
    List<PassthroughDevice> attached();

    /**
     * Gives the guest a device.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if another guest has it or its IOMMU group is not free,
     * and with {@link dev.hvsdk.api.HypervisorException.Unsupported} if it cannot be assigned; the message says what to do.
     */
    Operation<PassthroughDevice> attach(PassthroughDevice device);

    /** Takes a device back; it fails with {@link dev.hvsdk.api.HypervisorException.NotFound} if the guest does not have it. */
    Operation<PassthroughDevice> detach(PassthroughDevice device);
}
