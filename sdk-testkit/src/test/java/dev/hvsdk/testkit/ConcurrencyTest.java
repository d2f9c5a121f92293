/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads, several connections, one host: what must hold whatever the order. */
class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int GUESTS = 3;

    /** So that all events, two for a change at most, fit into the queue of a listener however slow. */
    private static final int STEPS = 50;

    @ParameterizedTest
    @EnumSource(Family.class)
    void eventsOfEachGuestFormALegalPathToItsState(Family family) throws InterruptedException, ExecutionException {
        FakeHost fake = FakeHost.of(family).withGuests(GUESTS, GuestState.STOPPED);
        try (Hypervisor host = fake.open();
                RecordedEvents events = new RecordedEvents(fake, host)) {
            int changes = inThreads(number -> work(fake, new Random(number)));

            List<HypervisorEvent> seen = events.untilNow();

            Map<String, GuestState> states = follow(family, seen);
            assertThat(changes).isPositive().isLessThanOrEqualTo(seen.size());
            assertThat(host.guests().stream().filter(guest -> states.containsKey(guest.name())))
                    .allSatisfy(guest -> assertThat(guest.state()).isEqualTo(states.get(guest.name())));
        }
    }

    /** Each thread has its own connection; gives the number of changes that the host accepted. */
    private static int work(FakeHost fake, Random random) {
        int changes = 0;
        try (Hypervisor host = fake.open()) {
            for (int step = 0; step < STEPS; step++) {
                Guest guest =
                        host.findGuest("fake-" + (1 + random.nextInt(GUESTS))).orElseThrow();
                changes += accepted(guest, random.nextInt(5)) ? 1 : 0;
                assertThat(host.guests().asList()).hasSize(GUESTS);
            }
        }
        return changes;
    }

    private static boolean accepted(Guest guest, int action) {
        try {
            switch (action) {
                case 0 -> guest.start().await();
                case 1 -> guest.shutdown().await();
                case 2 -> guest.stop().await();
                case 3 -> guest.pause().await();
                default -> guest.resume().await();
            }
            return true;
        } catch (HypervisorException.WrongState e) {
            return false;
        }
    }

    /** Follows each guest through its events; fails at one that does not go on from the state before. */
    private static Map<String, GuestState> follow(Family family, List<HypervisorEvent> events) {
        Map<GuestState, Set<GuestState>> next = successors(family);
        Map<String, GuestState> states = new HashMap<>();
        IntStream.rangeClosed(1, GUESTS).forEach(number -> states.put("fake-" + number, GuestState.STOPPED));
        for (HypervisorEvent event : events) {
            assertThat(event).isInstanceOfSatisfying(GuestEvent.StateChanged.class, change -> {
                GuestState before = states.put(change.name(), change.state());
                assertThat(next.get(before)).as("what can follow %s", before).contains(change.state());
            });
        }
        return states;
    }

    private static Map<GuestState, Set<GuestState>> successors(Family family) {
        Map<GuestState, Set<GuestState>> next = new HashMap<>();
        for (GuestState state : family.transitions().states()) {
            for (Action action : family.transitions().possibleIn(state)) {
                GuestState from = state;
                for (Step step : family.transitions().path(state, action).orElseThrow()) {
                    next.computeIfAbsent(from, key -> new HashSet<>()).add(step.state());
                    from = step.state();
                }
            }
        }
        return next;
    }

    @ParameterizedTest
    @EnumSource(names = {"KVM", "XEN", "CONTAINERS"})
    void onlyOneOfManyGetsAName(Family family) throws InterruptedException, ExecutionException {
        FakeHost fake = FakeHost.of(family);

        int made = inThreads(number -> {
            try {
                fake.withGuest("web", GuestState.STOPPED);
                return 1;
            } catch (HypervisorException.Conflict e) {
                return 0;
            }
        });

        assertThat(made).isEqualTo(1);
        try (Hypervisor host = fake.open()) {
            assertThat(host.guests()).extracting(GuestInfo::name).containsExactly("web");
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void onlyOneOfManyStartsAGuest(Family family) throws InterruptedException, ExecutionException {
        FakeHost fake = FakeHost.of(family).withGuest("web", GuestState.STOPPED);
        try (Hypervisor host = fake.open()) {
            Guest web = host.findGuest("web").orElseThrow();

            int started = inThreads(number -> accepted(web, 0) ? 1 : 0);

            assertThat(started).isEqualTo(1);
            assertThat(web.info().state()).isEqualTo(GuestState.RUNNING);
        }
    }

    /** Does the work in many threads that begin together; gives the sum of what they give. */
    private static int inThreads(Work work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch ready = new CountDownLatch(THREADS);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int number = 0; number < THREADS; number++) {
                int mine = number;
                tasks.add(() -> {
                    ready.countDown();
                    ready.await();
                    return work.run(mine);
                });
            }
            int sum = 0;
            for (Future<Integer> end : threads.invokeAll(tasks)) {
                sum += end.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The work of one of many threads. */
    @FunctionalInterface
    private interface Work {
        int run(int number);
    }
}
