/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.StatisticsListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The counters of the guests of a fake host. Thread-safe. */
final class FakeBulkStatistics implements BulkStatistics {
    private final FakeConnection connection;

    FakeBulkStatistics(FakeConnection connection) {
        this.connection = connection;
    }

    @Override
    public StatisticsListing read(GuestQuery query) {
        return connection.read(Call.onHost(HostCall.READ_STATISTICS), host -> read(host, query));
    }

    private static StatisticsListing read(HostCore host, GuestQuery query) {
        List<GuestRecord> guests = host.active(query);
        Instant now = host.clock().instant();
        Map<GuestId, GuestStatistics> counters = new LinkedHashMap<>();
        List<UnreadableGuest> incomplete = new ArrayList<>();
        for (GuestRecord guest : guests) {
            Optional<HypervisorException> failure = failure(host, guest);
            if (failure.isPresent()) {
                incomplete.add(UnreadableGuest.of(guest.id(), guest.name(), failure.get()));
            } else {
                counters.put(guest.id(), Counters.of(guest, now));
            }
        }
        return StatisticsListing.of(counters, incomplete);
    }

    /** What goes wrong with one of many holds up none of the others: one that is late is not waited for. */
    private static Optional<HypervisorException> failure(HostCore host, GuestRecord guest) {
        Call call = Call.onGuest(HostCall.READ_STATISTICS, guest.name());
        return host.faults()
                .next(call)
                .map(fault -> fault instanceof Fault.Fail fail
                        ? fail.error().apply(Dispatcher.errors(call))
                        : Dispatcher.errors(call).asTransient().timedOut("it did not answer in time"));
    }
}
