/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StatisticsListing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The counters of many guests. */
class BulkStatisticsTest {
    private static BulkStatistics bulk(Hypervisor host) {
        return host.capability(BulkStatistics.class).require();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void readsWhatSingleReadingsReadOfAllThatAreActive(Family family) {
        FakeHost fake = FakeHost.of(family)
                .withGuest("one", GuestState.RUNNING)
                .withGuest("two", GuestState.STOPPED)
                .withGuest("three", GuestState.PAUSED);
        fake.clock().advance(Duration.ofSeconds(9));
        try (Hypervisor host = fake.open()) {
            StatisticsListing all = bulk(host).read(GuestQuery.all());
            List<GuestInfo> active = host.guests(GuestQuery.active()).asList();

            assertThat(all.incomplete()).isEmpty();
            assertThat(all.asMap().keySet())
                    .containsExactlyElementsOf(
                            active.stream().map(GuestInfo::id).toList());
            assertThat(active)
                    .hasSize(2)
                    .allSatisfy(guest -> assertThat(all.find(guest.id()))
                            .contains(host.guest(guest.id())
                                    .capability(Statistics.class)
                                    .require()
                                    .read()));
        }
    }

    @Test
    void readsThoseThatMatch() {
        FakeHost fake = FakeHost.kvm().withGuest("one", GuestState.RUNNING).withGuest("two", GuestState.PAUSED);
        try (Hypervisor host = fake.open()) {
            GuestQuery paused = GuestQuery.builder().state(GuestState.PAUSED).build();
            assertThat(bulk(host).read(paused).asMap().keySet())
                    .containsExactly(host.findGuest("two").orElseThrow().id());
            GuestQuery stopped = GuestQuery.builder().state(GuestState.STOPPED).build();
            assertThat(bulk(host).read(stopped).asMap()).isEmpty();
        }
    }

    @Test
    void isOneCallHoweverManyGuestsThereAre() {
        FakeHost fake = FakeHost.kvm().withGuests(100, GuestState.RUNNING);
        try (Hypervisor host = fake.open()) {
            fake.journal().clear();
            assertThat(bulk(host).read(GuestQuery.all()).asMap()).hasSize(100);
            assertThat(fake.journal().entries())
                    .extracting(JournalEntry::call)
                    .filteredOn(call -> call != HostCall.ASK)
                    .containsExactly(HostCall.READ_STATISTICS);
        }
    }

    @Test
    void oneThatHangsHoldsUpNoneOfTheOthers() {
        FakeHost fake = FakeHost.kvm()
                .withGuest("well", GuestState.RUNNING)
                .withGuest("hung", GuestState.RUNNING)
                .withGuest("broken", GuestState.RUNNING);
        fake.faults().on(HostCall.READ_STATISTICS).forGuest("hung").hangUntilReleased();
        fake.faults().on(HostCall.READ_STATISTICS).forGuest("broken").fail(HypervisorException.HostFailure.class);
        try (Hypervisor host = fake.open()) {
            StatisticsListing listing = bulk(host).read(GuestQuery.all());
            assertThat(listing.asMap()).hasSize(1);
            assertThat(listing.incomplete())
                    .extracting(guest -> guest.name().orElseThrow())
                    .containsExactly("hung", "broken");
            assertThat(listing.incomplete())
                    .extracting(UnreadableGuest::why)
                    .hasExactlyElementsOfTypes(
                            HypervisorException.TimedOut.class, HypervisorException.HostFailure.class);
        }
    }

    @Test
    void theWholeCallFailsOnDemand() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
        fake.faults().on(HostCall.READ_STATISTICS).times(1).fail(HypervisorException.Unreachable.class);
        try (Hypervisor host = fake.open()) {
            assertThatThrownBy(() -> bulk(host).read(GuestQuery.all()))
                    .isInstanceOf(HypervisorException.Unreachable.class);
            assertThat(bulk(host).read(GuestQuery.all()).asMap()).hasSize(1);
        }
    }
}
