/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Operation;
import org.apiguardian.api.API;

/**
 * Reads and changes the limits of one guest while it exists.
 *
 * <p>What takes effect at once and what at the next start is the technology's. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ResourceTuning extends GuestCapability {
    /** The limits as the host has them now, read back and not remembered. */
    ResourceLimits limits();

    /** Changes the limits that are given and leaves the others; ends with all limits as the host then has them. */
    Operation<ResourceLimits> apply(ResourceLimits limits);
}
