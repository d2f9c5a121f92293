/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestCapability;
import org.apiguardian.api.API;

/**
 * Reads the counters of one guest.
 *
 * <p>Counters grow from the start of the guest; rates are for the caller to compute. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Statistics extends GuestCapability {
    /** The counters of CPU, memory, disks and network at one moment. */
    GuestStatistics read();
}
