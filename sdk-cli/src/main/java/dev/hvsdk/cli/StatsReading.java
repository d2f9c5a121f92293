/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StatisticsListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The counters of guests at one moment. Immutable.
 *
 * @param incomplete the guests that could not be read
 */
record StatsReading(List<Entry> guests, List<UnreadableGuest> incomplete) {
    StatsReading {
        guests = List.copyOf(guests);
        incomplete = List.copyOf(incomplete);
    }

    /** One guest. Immutable. */
    record Entry(GuestId id, String name, GuestStatistics counters) {}

    /** Those of all guests that run: in two calls to a host that can, and elsewhere one by one. */
    static StatsReading of(Hypervisor host) {
        Support<BulkStatistics> bulk = host.capability(BulkStatistics.class);
        return bulk.isAvailable() ? of(bulk.require().read(GuestQuery.all()), host.guests()) : oneByOne(host);
    }

    private static StatsReading of(StatisticsListing counters, GuestListing guests) {
        Map<GuestId, String> names = guests.stream().collect(Collectors.toMap(GuestInfo::id, GuestInfo::name));
        List<Entry> entries = new ArrayList<>();
        // A guest that is gone since, or could not be listed, is shown by its id.
        counters.asMap().forEach((id, each) -> entries.add(new Entry(id, names.getOrDefault(id, id.value()), each)));
        return new StatsReading(entries, counters.incomplete());
    }

    private static StatsReading oneByOne(Hypervisor host) {
        List<Entry> entries = new ArrayList<>();
        List<UnreadableGuest> incomplete = new ArrayList<>();
        for (GuestInfo guest : host.guests()) {
            if (guest.state().isActive()) {
                try {
                    entries.addAll(of(host.guest(guest.id())).guests());
                } catch (HypervisorException e) {
                    // One that has gone since it was listed does not run.
                    if (!(e instanceof HypervisorException.NotFound)) {
                        incomplete.add(UnreadableGuest.of(guest.id(), guest.name(), e));
                    }
                }
            }
        }
        return new StatsReading(entries, incomplete);
    }

    static StatsReading of(Guest guest) {
        GuestStatistics counters = guest.capability(Statistics.class).require().read();
        return new StatsReading(List.of(new Entry(guest.id(), guest.info().name(), counters)), List.of());
    }

    Optional<Entry> find(GuestId id) {
        return guests.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }
}
