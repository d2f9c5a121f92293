/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.HostCapability;
import org.apiguardian.api.API;

/**
 * Reads the counters of many guests at once, with as few calls to the host as it allows.
 *
 * <p>Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface BulkStatistics extends HostCapability {
    /**
     * The counters of the guests that match and are {@linkplain dev.hvsdk.api.GuestState#isActive active}, in the order of
     * {@link dev.hvsdk.api.Hypervisor#guests}; each is what {@link Statistics} would read of it.
     *
     * <p>A guest that does not answer in time is {@linkplain StatisticsListing#incomplete incomplete} and holds up none of the
     * others; one that stops meanwhile is left out.
     */
    StatisticsListing read(GuestQuery query);
}
