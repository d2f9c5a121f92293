/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StatisticsListing;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The counters of many guests at once. */
abstract class StatisticsChapter extends TckChapter {
    /** How often the listing names the guest, wherever. */
    private static long mentions(StatisticsListing listing, GuestId guest) {
        return Stream.concat(
                        listing.asMap().keySet().stream(),
                        listing.incomplete().stream().map(unreadable -> unreadable.id()))
                .filter(guest::equals)
                .count();
    }

    @TckRule(
            id = "HV-711",
            statement = "BulkStatistics has each guest that runs exactly once, and none that is stopped",
            reason = "a total over all guests is wrong by each one that is missing or counted twice",
            hint = "BulkStatistics.read(): asMap() and incomplete() together")
    void hasEachGuestOnce() {
        BulkStatistics bulk = capability(BulkStatistics.class);
        Guest one = running();
        Guest two = running();
        Guest idle = stopped();
        StatisticsListing listing = bulk.read(GuestQuery.all());
        Expect.equal(1L, mentions(listing, one.id()), "the number of entries of a guest that runs");
        Expect.equal(1L, mentions(listing, two.id()), "the number of entries of another guest that runs");
        Expect.equal(0L, mentions(listing, idle.id()), "the number of entries of a stopped guest");
    }

    @TckRule(
            id = "HV-712",
            statement = "BulkStatistics agrees with the single reading of a guest",
            reason = "a program that turns from one to the other must not see a jump",
            hint = "BulkStatistics.read() and Statistics.read(): one conversion should serve both")
    void agreesWithSingleReadings() {
        BulkStatistics bulk = capability(BulkStatistics.class);
        Guest guest = running();
        Statistics single = capability(guest, Statistics.class);
        StatisticsListing listing = bulk.read(GuestQuery.all());
        Expect.that(listing.find(guest.id()).isPresent(), () -> "it has nothing of a guest that runs: " + listing);
        GuestStatistics first = listing.find(guest.id()).orElseThrow();
        GuestStatistics second = single.read();
        Expect.equal(second.memoryAssigned(), first.memoryAssigned(), "the assigned memory");
        Expect.equal(disks(second), disks(first), "the disks");
        Expect.equal(nics(second), nics(first), "the network interfaces");
        Duration later = second.cpuTime().orElse(Duration.ZERO);
        Expect.that(
                first.cpuTime().orElse(later).compareTo(later) <= 0,
                () -> "the CPU time is " + first.cpuTime() + ", and " + later + " in a later single reading");
    }

    private static List<String> disks(GuestStatistics statistics) {
        return statistics.disks().stream().map(DiskCounters::device).toList();
    }

    private static List<String> nics(GuestStatistics statistics) {
        return statistics.nics().stream().map(NicCounters::device).toList();
    }

    @TckRule(
            id = "HV-713",
            statement = "BulkStatistics reads the guests that match, and no others",
            reason = "who asks for one guest does not wait for a thousand",
            hint = "BulkStatistics.read(): the query, by name as well")
    void readsWhatMatches() {
        BulkStatistics bulk = capability(BulkStatistics.class);
        Guest wanted = running();
        Guest other = running();
        GuestQuery query = GuestQuery.builder().name(wanted.info().name()).build();
        StatisticsListing listing = bulk.read(query);
        Expect.equal(1L, mentions(listing, wanted.id()), "the number of entries of the guest that matches");
        Expect.equal(0L, mentions(listing, other.id()), "the number of entries of a guest that does not match");
    }
}
