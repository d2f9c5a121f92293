/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.driver;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.EventBus;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the differences between one listing and the next.
 *
 * <p>By looks alone, what happens and is undone between two of them is not seen. Whoever hears of the changes of states can
 * {@linkplain #tell tell} them as well; then a look tells only what he has missed. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StateWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StateWatch.class.getName());
    private final Duration interval;
    private final Supplier<List<GuestInfo>> listing;
    private final EventBus events;
    private final LongSupplier ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;

    /** Guarded by {@link #lock}, as all below: the names and states that are told. */
    private final Map<GuestId, Told> told = new LinkedHashMap<>();

    /** What a look has seen, and nobody has told yet who hears of it: since when. */
    private final Map<GuestId, Unheard> unheard = new HashMap<>();

    private boolean isHearing;
    private boolean isBroken;
    private boolean isClosed;

    /**
     * Knows from now on what there is; {@link #start} is to be called.
     *
     * @param name whose guests these are, for the thread's name
     * @param interval how long it is between two looks
     * @param listing a look; what it throws when its thread is interrupted ends the watch
     */
    public StateWatch(String name, Duration interval, Supplier<List<GuestInfo>> listing, EventBus events) {
        this(name, interval, listing, events, System::nanoTime);
    }

    /**
     * With another clock.
     *
     * @param ticker nanoseconds, as those of {@link System#nanoTime()}
     */
    StateWatch(
            String name, Duration interval, Supplier<List<GuestInfo>> listing, EventBus events, LongSupplier ticker) {
        this.interval = interval;
        this.listing = listing;
        this.events = events;
        this.ticker = ticker;
        listing.get().forEach(guest -> told.put(guest.id(), Told.of(guest)));
        this.thread = new Thread(this::watch, name + "-watch");
        thread.setDaemon(true);
    }

    /** Begins to look. */
    public void start() {
        thread.start();
    }

    private void watch() {
        lock.lock();
        try {
            while (!isClosed) {
                // Left early when it is closed; woken for nothing, it looks once more.
                boolean ignored = changed.await(interval.toNanos(), TimeUnit.NANOSECONDS);
                unlessClosed(this::look);
            }
        } catch (InterruptedException e) {
            // Closed, between two looks.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Closed, in the middle of a look.
            if (!Thread.currentThread().isInterrupted()) {
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks now: what this connection did itself shall not be told late. */
    public void lookNow() {
        unlessClosed(this::look);
    }

    private void unlessClosed(Runnable work) {
        lock.lock();
        try {
            if (!isClosed) {
                work.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says that somebody hears of changes from now on; a look waits for him a little before it tells one itself. */
    public void hearing() {
        unlessClosed(() -> isHearing = true);
    }

    /** Says that he hears no more; looks tell all again. */
    public void deaf() {
        unlessClosed(() -> {
            isHearing = false;
            unheard.clear();
        });
    }

    /** Says that there was a gap, which is over; looks tell what has changed in it. */
    public void mended() {
        unlessClosed(() -> {
            isBroken = true;
            look();
        });
    }

    /** Tells of a state that was heard of, unless it is told already, or the guest is gone: words may come late. */
    public void tell(GuestInfo now) {
        unlessClosed(() -> {
            if (!told.containsKey(now.id())) {
                look(); // It is new, or was there before the last look.
            }
            @Nullable Told before = told.get(now.id());
            if (before != null) {
                tellState(Instant.now(), before, now);
            }
        });
    }

    private void look() {
        try {
            List<GuestInfo> now = listing.get();
            tellIfMended();
            tellDifferences(now);
        } catch (HypervisorException e) {
            LOG.log(Level.DEBUG, () -> "the guests could not be listed; tried again in " + interval, e);
            isBroken = true;
        }
    }

    private void tellIfMended() {
        if (isBroken) {
            events.publish(new HypervisorEvent.Reconnected(Instant.now()));
            isBroken = false;
        }
    }

    private void tellDifferences(List<GuestInfo> now) {
        Instant time = Instant.now();
        Set<GuestId> there = now.stream().map(GuestInfo::id).collect(Collectors.toSet());
        told.forEach((id, before) -> {
            if (!there.contains(id)) {
                events.publish(new GuestEvent.Undefined(time, id, before.name()));
            }
        });
        told.keySet().retainAll(there);
        unheard.keySet().retainAll(there);
        now.forEach(info -> {
            Told before = tellDefined(time, info);
            if (!isHearing || isOverdue(before, info)) {
                tellState(time, before, info);
            }
        });
    }

    /** What is told of it; of one that is new, that it is there, and does not run. */
    private Told tellDefined(Instant time, GuestInfo now) {
        @Nullable Told before = told.get(now.id());
        if (before == null) {
            events.publish(new GuestEvent.Defined(time, now.id(), now.name()));
            before = new Told(now.name(), now.state().isActive() ? GuestState.STOPPED : now.state());
            told.put(now.id(), before);
        }
        return before;
    }

    private void tellState(Instant time, Told before, GuestInfo now) {
        unheard.remove(now.id());
        told.put(now.id(), Told.of(now));
        if (before.state() != now.state()) {
            events.publish(new GuestEvent.StateChanged(time, now));
        }
    }

    /** Whether a look sees for an interval what nobody tells. */
    private boolean isOverdue(Told before, GuestInfo now) {
        @Nullable Unheard seen = unheard.get(now.id());
        if (before.state() == now.state()) {
            unheard.remove(now.id());
        } else if (seen == null || seen.state() != now.state()) {
            unheard.put(now.id(), new Unheard(now.state(), ticker.getAsLong()));
        } else {
            return ticker.getAsLong() - seen.since() >= interval.toNanos();
        }
        return false;
    }

    /** Ends the thread; a look in progress is ended. */
    @Override
    public void close() {
        thread.interrupt();
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private record Told(String name, GuestState state) {
        static Told of(GuestInfo guest) {
            return new Told(guest.name(), guest.state());
        }
    }

    private record Unheard(GuestState state, long since) {}
}
