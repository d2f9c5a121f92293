/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.FamilyEvent;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a subscription delivered, to wait for and to look at. Thread-safe. */
final class EventLog implements Consumer<HypervisorEvent> {
    /** Long enough for a thread that has work, short enough to be waited for in each run. */
    private static final Duration SILENCE = Duration.ofMillis(200);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<HypervisorEvent> events = new ArrayList<>();

    Subscription on(Hypervisor host) {
        return host.subscribe(this);
    }

    @Override
    public void accept(HypervisorEvent event) {
        lock.lock();
        try {
            events.add(event);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<HypervisorEvent> all() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    /** The events of one guest, and those of the connection; without what only one family tells, which may be of other things. */
    List<HypervisorEvent> of(Guest guest) {
        return all().stream()
                .filter(event -> !(event instanceof FamilyEvent))
                .filter(event -> !(event instanceof GuestEvent ofGuest)
                        || ofGuest.guest().equals(guest.id()))
                .toList();
    }

    boolean hasLost() {
        return all().stream().anyMatch(HypervisorEvent.Lost.class::isInstance);
    }

    static Predicate<HypervisorEvent> state(GuestId guest, GuestState state) {
        return event -> event instanceof GuestEvent.StateChanged changed
                && changed.guest().equals(guest)
                && changed.state() == state;
    }

    static Predicate<HypervisorEvent> undefined(GuestId guest) {
        return event ->
                event instanceof GuestEvent.Undefined gone && gone.guest().equals(guest);
    }

    /** Waits for such an event, or for one that says that events were lost. */
    boolean await(Predicate<HypervisorEvent> wanted, Duration atMost) throws InterruptedException {
        return awaitAll(seen -> seen.stream().anyMatch(wanted.or(HypervisorEvent.Lost.class::isInstance)), atMost);
    }

    /** Whether more than so many events come within a while: the wait of a rule about what must not come. */
    boolean growsBeyond(int count) throws InterruptedException {
        return awaitAll(seen -> seen.size() > count, SILENCE);
    }

    private boolean awaitAll(Predicate<List<HypervisorEvent>> enough, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!enough.test(events)) {
                if (left <= 0) {
                    return false;
                }
                left = grown.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The wait of a rule that fails when an event does not come: long enough for a slow host, shorter than the rule's limit. */
    void require(Predicate<HypervisorEvent> wanted, String what, Duration atMost) throws InterruptedException {
        boolean came = await(wanted, atMost);
        Expect.that(
                came,
                () -> "no event tells of " + what + " within " + TimeUnit.NANOSECONDS.toMillis(atMost.toNanos())
                        + " ms; delivered were " + all());
    }
}
