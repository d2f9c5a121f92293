/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LxcPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What lxc-monitor tells, and the counters of all containers. */
@Live({Engine.LXC, Engine.CONTAINER_IMAGE})
class LxcWatchLiveTest {
    private static LxcPath lxc;

    @BeforeAll
    static void start() {
        lxc = LxcPath.start();
    }

    @AfterAll
    static void end() {
        lxc.close();
    }

    private static Hypervisor open() {
        return new LxcProvider().open(ConnectSpec.of(URI.create(lxc.uri())));
    }

    private static List<HypervisorEvent> until(BlockingQueue<HypervisorEvent> heard, Predicate<HypervisorEvent> last)
            throws InterruptedException {
        List<HypervisorEvent> events = new ArrayList<>();
        while (events.isEmpty() || !last.test(events.get(events.size() - 1))) {
            HypervisorEvent event = heard.poll(60, TimeUnit.SECONDS);
            assertThat(event).as("an event after " + events).isNotNull();
            events.add(event);
        }
        return events;
    }

    private static Predicate<HypervisorEvent> is(String name, GuestState state) {
        return event -> event instanceof GuestEvent.StateChanged changed
                && changed.name().equals(name)
                && changed.state() == state;
    }

    private static List<GuestState> states(List<HypervisorEvent> events, String name) {
        return events.stream()
                .filter(GuestEvent.StateChanged.class::isInstance)
                .map(GuestEvent.StateChanged.class::cast)
                .filter(event -> event.name().equals(name))
                .map(GuestEvent.StateChanged::state)
                .toList();
    }

    @Test
    void tellsOfEachStateOnceHoweverShort() throws InterruptedException {
        BlockingQueue<HypervisorEvent> heard = new LinkedBlockingQueue<>();
        try (Hypervisor host = open();
                Subscription subscription = host.subscribe(heard::add)) {
            assertThat(subscription.isOpen()).isTrue();
            lxc.create("quick");
            lxc.tool("lxc-start").run("-n", "quick", "-d");
            lxc.tool("lxc-freeze").run("-n", "quick");
            lxc.tool("lxc-unfreeze").run("-n", "quick");
            lxc.tool("lxc-stop").run("-n", "quick", "-k");
            List<HypervisorEvent> events = until(heard, is("quick", GuestState.STOPPED));
            assertThat(events.get(0)).isInstanceOf(GuestEvent.Defined.class);
            assertThat(states(events, "quick"))
                    .containsExactly(GuestState.RUNNING, GuestState.PAUSED, GuestState.RUNNING, GuestState.STOPPED);
            lxc.tool("lxc-destroy").run("-n", "quick");
            assertThat(until(heard, GuestEvent.Undefined.class::isInstance)).hasSize(1);
        }
    }

    @Test
    void saysWhyOfWhatItDidItself() throws InterruptedException {
        BlockingQueue<HypervisorEvent> heard = new LinkedBlockingQueue<>();
        lxc.create("own");
        try (Hypervisor host = open();
                Subscription subscription = host.subscribe(heard::add)) {
            assertThat(subscription.isOpen()).isTrue();
            Guest guest = host.guest(GuestId.of("own"));
            guest.start().await();
            guest.stop().await();
            List<HypervisorEvent> events = until(heard, is("own", GuestState.STOPPED));
            assertThat(events)
                    .hasSize(2)
                    .allSatisfy(event -> assertThat(event)
                            .isInstanceOfSatisfying(
                                    GuestEvent.StateChanged.class,
                                    changed -> assertThat(changed.reason())
                                            .contains(
                                                    changed.state() == GuestState.RUNNING
                                                            ? StateReason.BOOTED
                                                            : StateReason.DESTROYED)));
        }
    }

    @Test
    void goesOnWhenTheDaemonOfTheToolIsKilled() throws InterruptedException {
        BlockingQueue<HypervisorEvent> heard = new LinkedBlockingQueue<>();
        lxc.create("survivor");
        try (Hypervisor host = open();
                Subscription subscription = host.subscribe(heard::add)) {
            assertThat(subscription.isOpen()).isTrue();
            lxc.tool("lxc-start").run("-n", "survivor", "-d");
            assertThat(until(heard, is("survivor", GuestState.RUNNING))).hasSize(1);
            assertThat(lxc.killMonitorDaemon()).isTrue();
            lxc.tool("lxc-freeze").run("-n", "survivor");
            List<HypervisorEvent> gap = until(heard, HypervisorEvent.Reconnected.class::isInstance);
            gap.addAll(
                    gap.stream().anyMatch(is("survivor", GuestState.PAUSED))
                            ? List.of()
                            : until(heard, is("survivor", GuestState.PAUSED)));
            assertThat(states(gap, "survivor")).containsExactly(GuestState.PAUSED);
            lxc.tool("lxc-unfreeze").run("-n", "survivor");
            lxc.tool("lxc-stop").run("-n", "survivor", "-k");
            assertThat(states(until(heard, is("survivor", GuestState.STOPPED)), "survivor"))
                    .endsWith(GuestState.STOPPED);
        }
    }

    @Test
    void readsTheCountersOfAllThatRun() {
        for (String name : List.of("count-a", "count-b", "count-c")) {
            lxc.create(name);
        }
        lxc.tool("lxc-start").run("-n", "count-a", "-d");
        lxc.tool("lxc-start").run("-n", "count-b", "-d");
        try (Hypervisor host = open()) {
            BulkStatistics bulk = host.capability(BulkStatistics.class).require();
            StatisticsListing all = bulk.read(GuestQuery.all());
            assertThat(all.asMap()).containsKeys(GuestId.of("count-a"), GuestId.of("count-b"));
            assertThat(all.find(GuestId.of("count-c"))).isEmpty();
            assertThat(all.incomplete()).isEmpty();
            GuestStatistics one = host.guest(GuestId.of("count-a"))
                    .capability(Statistics.class)
                    .require()
                    .read();
            assertThat(all.find(GuestId.of("count-a")).orElseThrow().memoryAssigned())
                    .isEqualTo(one.memoryAssigned());
            assertThat(all.find(GuestId.of("count-a")).orElseThrow().cpuTime()).isPresent();
        }
        lxc.tool("lxc-stop").run("-n", "count-a", "-k");
        lxc.tool("lxc-stop").run("-n", "count-b", "-k");
    }
}
