/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.host;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.EventBus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the differences between one listing and the next, for tools that tell of none.
 *
 * <p>What happens and is undone between two looks is not seen. Thread-safe.
 */
public final class StateWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StateWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Supplier<List<GuestInfo>> listing;
    private final EventBus events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;

    /** Guarded by {@link #lock}, as all below. */
    private Map<GuestId, GuestInfo> known;

    private boolean isBroken;
    private boolean isClosed;

    /** Knows from now on what there is; {@link #start} is to be called. */
    public StateWatch(String name, Supplier<List<GuestInfo>> listing, EventBus events) {
        this.listing = listing;
        this.events = events;
        this.known = byId(listing.get());
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
                boolean ignored = changed.await(INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
                lookUnlessClosed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void lookUnlessClosed() {
        if (!isClosed) {
            look();
        }
    }

    /** Looks now: what this connection did itself shall not be told late. */
    public void lookNow() {
        lock.lock();
        try {
            lookUnlessClosed();
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            Map<GuestId, GuestInfo> now = byId(listing.get());
            tellIfMended();
            tellDifferences(now);
            known = now;
        } catch (HypervisorException e) {
            LOG.log(Level.FINE, e, () -> "the guests could not be listed; tried again in " + INTERVAL);
            isBroken = true;
        }
    }

    private void tellIfMended() {
        if (isBroken) {
            events.publish(new HypervisorEvent.Reconnected(Instant.now()));
            isBroken = false;
        }
    }

    private void tellDifferences(Map<GuestId, GuestInfo> now) {
        Instant time = Instant.now();
        known.forEach((id, before) -> {
            if (!now.containsKey(id)) {
                events.publish(new GuestEvent.Undefined(time, id, before.name()));
            }
        });
        now.forEach((id, info) -> tellDifference(time, known.get(id), info));
    }

    private void tellDifference(Instant time, @Nullable GuestInfo before, GuestInfo now) {
        if (before == null) {
            events.publish(new GuestEvent.Defined(time, now.id(), now.name()));
        }
        boolean isNewAndStopped = before == null && !now.state().isActive();
        if (!isNewAndStopped && (before == null || before.state() != now.state())) {
            events.publish(new GuestEvent.StateChanged(time, now));
        }
    }

    private static Map<GuestId, GuestInfo> byId(List<GuestInfo> guests) {
        Map<GuestId, GuestInfo> byId = new LinkedHashMap<>();
        guests.forEach(guest -> byId.put(guest.id(), guest));
        return byId;
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
}
