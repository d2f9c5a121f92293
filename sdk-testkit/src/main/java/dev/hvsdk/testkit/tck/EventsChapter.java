/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.Subscription;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happens is told. */
abstract class EventsChapter extends TckChapter {
    private static final int CYCLES = 8;
    private static final long INSIDE_NANOS = 1_000_000;

    @TckRule(
            id = "HV-501",
            statement = "subscribers are told when a guest comes, changes its state, and goes",
            reason = "an inventory that follows events must not drift away",
            hint = "the subscription to the host's events, and their conversion; hosts without events are polled")
    void tellsWhatHappens() throws InterruptedException {
        EventLog log = new EventLog();
        log.on(host());
        Guest guest = running();
        GuestId id = guest.id();
        log.require(defined(id), "the guest's definition", patience());
        log.require(EventLog.state(id, GuestState.RUNNING), "its start", patience());
        await(guest.stop());
        log.require(EventLog.state(id, GuestState.STOPPED), "its stop", patience());
        await(guest.undefine());
        log.require(EventLog.undefined(id), "its end", patience());
    }

    private static Predicate<HypervisorEvent> defined(GuestId guest) {
        return event -> event instanceof GuestEvent.Defined made && made.guest().equals(guest);
    }

    @TckRule(
            id = "HV-502",
            statement = "the events of one guest come in the order in which it changed",
            reason = "the last event that a user saw is taken for the present state",
            hint = "one queue per subscription, filled in the host's order; no thread pool in between")
    void keepsTheOrder() throws InterruptedException {
        EventLog log = new EventLog();
        Guest guest = cycle(log);
        List<HypervisorEvent> seen = log.of(guest);
        String first = first(seen);
        Expect.that(first.endsWith("defined") || log.hasLost(), () -> "the first event is not the definition: " + seen);
        List<GuestState> states = states(seen);
        for (int i = 1; i < states.size(); i++) {
            int at = i;
            Expect.that(
                    states.get(at) != states.get(at - 1) || log.hasLost(),
                    () -> "event " + at + " tells " + states.get(at).id() + " twice in a row: " + states);
        }
        Expect.that(
                last(seen) instanceof GuestEvent.Undefined || log.hasLost(),
                () -> "the last event is not the end of the guest: " + seen);
    }

    private static String first(List<HypervisorEvent> events) {
        return events.isEmpty() ? "none" : events.get(0).toString();
    }

    private static HypervisorEvent last(List<HypervisorEvent> events) {
        return events.get(events.size() - 1);
    }

    /** The states, without those that only some hosts show in between. */
    private static List<GuestState> states(List<HypervisorEvent> events) {
        return events.stream()
                .filter(GuestEvent.StateChanged.class::isInstance)
                .map(event -> ((GuestEvent.StateChanged) event).state())
                .filter(state -> state == GuestState.RUNNING || state == GuestState.STOPPED)
                .toList();
    }

    /** A guest that was started and stopped several times, is gone, and of which the last event has come. */
    private Guest cycle(EventLog log) throws InterruptedException {
        log.on(host());
        Guest guest = stopped();
        for (int i = 0; i < CYCLES; i++) {
            await(guest.start());
            await(guest.stop());
        }
        await(guest.undefine());
        log.await(EventLog.undefined(guest.id()), patience().dividedBy(2));
        return guest;
    }

    @TckRule(
            id = "HV-503",
            statement = "an event that is not delivered is told by Lost",
            reason = "a user who knows of a gap reads again; one who does not is wrong from then on",
            hint = "queues that drop, reconnections, and hosts that merge what happens quickly")
    void tellsOfLosses() throws InterruptedException {
        EventLog log = new EventLog();
        Guest guest = cycle(log);
        List<GuestState> states = states(log.of(guest));
        Expect.that(
                states.size() >= 2 * CYCLES || log.hasLost(),
                () -> "of " + 2 * CYCLES + " changes of state " + states.size() + " were told, and no Lost: " + states);
    }

    @TckRule(
            id = "HV-504",
            statement = "after close() of a subscription has returned, its listener is not called any more",
            reason = "what the listener uses is closed next",
            hint = "close(): it waits for a delivery under way; EventBus does it")
    void closedSubscriptionsAreSilent() throws InterruptedException {
        EventLog closed = new EventLog();
        EventLog open = new EventLog();
        Subscription subscription = closed.on(host());
        Guest guest = stopped();
        subscription.close();
        Expect.that(!subscription.isOpen(), () -> "isOpen() is true after close()");
        int before = closed.all().size();
        open.on(host());
        await(guest.start());
        open.require(
                EventLog.state(guest.id(), GuestState.RUNNING), "a start, to a subscription still open", patience());
        Expect.that(!closed.growsBeyond(before), () -> "delivered after close() returned: " + closed.all());
    }

    @TckRule(
            id = "HV-505",
            statement = "a listener that throws is called again at the next event",
            reason = "one mistake in a listener must not make a program blind",
            hint = "the delivery thread: what the listener throws is logged; EventBus does it")
    void survivesListenersThatThrow() throws InterruptedException {
        EventLog log = new EventLog();
        host().subscribe(event -> {
            log.accept(event);
            throw new IllegalStateException("thrown by the kit's listener on purpose");
        });
        Guest guest = running();
        log.require(EventLog.state(guest.id(), GuestState.RUNNING), "a start, after the listener threw", patience());
    }

    @TckRule(
            id = "HV-506",
            statement = "a listener may call the SDK",
            reason = "the first thing that a listener does is to read the guest",
            hint = "the thread that delivers holds no lock and is not the one that hears from the host")
    void listenersMayCall() throws InterruptedException {
        Hypervisor host = host();
        EventLog log = new EventLog();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        host.subscribe(event -> {
            @Nullable Throwable error = Expect.failure(host::guests);
            if (error != null) {
                failure.compareAndSet(null, error);
            }
            log.accept(event);
        });
        Guest guest = running();
        log.require(EventLog.state(guest.id(), GuestState.RUNNING), "a start, to a listener that lists", patience());
        Expect.equal(null, failure.get(), "what guests() threw in the listener");
    }

    @TckRule(
            id = "HV-507",
            statement = "one listener is never called twice at a time",
            reason = "listeners are written without locks",
            hint = "one delivery thread per subscription")
    void listenersAreNotCalledConcurrently() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        EventLog log = new EventLog();
        host().subscribe(event -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            // Long enough for a second thread to come in.
            LockSupport.parkNanos(INSIDE_NANOS);
            log.accept(event);
            inside.decrementAndGet();
        });
        Crowd.run(4, patience(), number -> running());
        GuestId last = running().id();
        log.require(EventLog.state(last, GuestState.RUNNING), "a start", patience());
        Expect.equal(1, most.get(), "the number of calls at a time");
    }

    @TckRule(
            id = "HV-508",
            statement = "a listener that is blocked holds up neither calls nor other listeners",
            reason = "a slow log file must not stop a scheduler",
            hint = "a queue and a thread per subscription")
    void slowListenersHarmNobody() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        host().subscribe(event -> {
            blocked.countDown();
            awaitQuietly(release);
        });
        try {
            Guest guest = stopped();
            Expect.that(awaitQuietly(blocked), () -> "no event tells of a guest's definition");
            EventLog log = new EventLog();
            log.on(host());
            await(guest.start());
            log.require(
                    EventLog.state(guest.id(), GuestState.RUNNING), "a start, beside a blocked listener", patience());
        } finally {
            release.countDown();
        }
    }

    private boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @TckRule(
            id = "HV-509",
            statement = "a listener may close its own subscription, which ends with the present event",
            reason = "waiting for one event is the commonest use",
            hint = "close(): it does not wait for the thread that it is called by")
    void listenersMayClose() throws InterruptedException {
        EventLog log = new EventLog();
        AtomicReference<Subscription> own = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        own.set(host().subscribe(event -> {
            awaitQuietly(known);
            own.get().close();
            log.accept(event);
        }));
        known.countDown();
        EventLog open = new EventLog();
        open.on(host());
        GuestId guest = running().id();
        open.require(EventLog.state(guest, GuestState.RUNNING), "a start", patience());
        log.require(event -> true, "anything, to the listener that closes", patience());
        Expect.that(!log.growsBeyond(1), () -> "delivered after the listener closed at the first: " + log.all());
    }

    @TckRule(
            id = "HV-510",
            statement = "a queue that overflows is told by Lost",
            reason = "memory is bounded, and the gap has to be known",
            hint = "EventBus: a full queue drops events and tells how many; eventQueueCapacity() of the subject",
            tier = TckTier.OPTIONAL)
    void overflowIsTold() throws InterruptedException {
        OptionalInt capacity = tested().eventQueueCapacity();
        Expect.assume(capacity.isPresent(), () -> "not tested: the subject does not say how many events are kept");
        CountDownLatch release = new CountDownLatch(1);
        EventLog log = new EventLog();
        host().subscribe(event -> {
            awaitQuietly(release);
            log.accept(event);
        });
        try {
            Guest guest = running();
            for (int number = 0; number <= capacity.orElseThrow(); number++) {
                await(number % 2 == 0 ? guest.stop() : guest.start());
            }
        } finally {
            release.countDown();
        }
        log.require(HypervisorEvent.Lost.class::isInstance, "the loss of events", patience());
    }
}
