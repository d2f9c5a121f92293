/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Operation;
import org.apiguardian.api.API;

/**
 * Prepares devices of a host for assignment and takes that back: drivers and virtual functions.
 *
 * <p>Needs root on the host. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface DeviceControl extends HostCapability {
    /** What would have to be done for a change, step by step, and what speaks against it; changes nothing. */
    DevicePlan plan(DeviceChange change);

    /**
     * Does what a plan says, step by step, and takes the steps back when one fails.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if the plan is refused or the host has changed since.
     */
    Operation<DevicePlan> apply(DevicePlan plan);
}
