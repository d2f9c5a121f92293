/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.spi.driver.HostContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counters of all containers that run, one after another: LXC keeps them in no common place. Thread-safe. */
final class LxcBulkStatistics implements BulkStatistics {
    private final HostContext host;
    private final LxcEngine engine;

    LxcBulkStatistics(HostContext host, LxcEngine engine) {
        this.host = host;
        this.engine = engine;
    }

    @Override
    public StatisticsListing read(GuestQuery query) {
        host.state().checkOpen();
        GuestListing listing = engine.list(query);
        Map<GuestId, GuestStatistics> counters = new LinkedHashMap<>();
        List<UnreadableGuest> incomplete = new ArrayList<>(listing.incomplete());
        for (GuestInfo guest : listing) {
            if (guest.state().isActive()) {
                read(guest, counters, incomplete);
            }
        }
        return StatisticsListing.of(counters, incomplete);
    }

    private void read(GuestInfo guest, Map<GuestId, GuestStatistics> counters, List<UnreadableGuest> incomplete) {
        try {
            GuestStatistics statistics = LxcStatistics.counters(engine, guest.name());
            if (engine.read(guest.id()).state().isActive()) {
                counters.put(guest.id(), statistics);
            }
        } catch (HypervisorException.NotFound e) {
            // It went meanwhile, as others do that are not listed at all.
            return;
        } catch (HypervisorException e) {
            incomplete.add(UnreadableGuest.of(guest.id(), guest.name(), e));
        }
    }
}
