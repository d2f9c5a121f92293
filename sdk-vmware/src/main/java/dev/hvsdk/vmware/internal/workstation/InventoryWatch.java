/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.host.command.CommandInterruptedException;
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

/** Makes events of the differences between one listing and the next, since the products tell of none. Thread-safe. */
final class InventoryWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(InventoryWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Supplier<List<GuestInfo>> listing;
    private final EventBus events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;

    /** Guarded by {@link #lock}, as all below. */
    private final Map<GuestId, GuestInfo> told = new LinkedHashMap<>();

    private boolean isBroken;
    private boolean isClosed;

    InventoryWatch(Supplier<List<GuestInfo>> listing, EventBus events) {
        this.listing = listing;
        this.events = events;
        listing.get().forEach(guest -> told.put(guest.id(), guest));
        this.thread = new Thread(this::watch, WorkstationBackend.ID + "-watch");
        thread.setDaemon(true);
    }

    void start() {
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
        } catch (InterruptedException | CommandInterruptedException e) {
            // Closed, in the middle of a look or between two.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Looks now: what this connection did itself shall not be told late. */
    void lookNow() {
        lock.lock();
        try {
            lookUnlessClosed();
        } finally {
            lock.unlock();
        }
    }

    private void lookUnlessClosed() {
        if (isClosed) {
            return;
        }
        try {
            List<GuestInfo> now = listing.get();
            if (isBroken) {
                events.publish(new HypervisorEvent.Reconnected(Instant.now()));
                isBroken = false;
            }
            tellDifferences(now, Instant.now());
        } catch (HypervisorException e) {
            LOG.log(Level.FINE, e, () -> "the guests could not be listed; tried again in " + INTERVAL);
            isBroken = true;
        }
    }

    private void tellDifferences(List<GuestInfo> now, Instant time) {
        Map<GuestId, GuestInfo> gone = new LinkedHashMap<>(told);
        now.forEach(guest -> gone.remove(guest.id()));
        gone.forEach((id, before) -> events.publish(new GuestEvent.Undefined(time, id, before.name())));
        told.keySet().removeAll(gone.keySet());
        now.forEach(guest -> tellDifference(told.put(guest.id(), guest), guest, time));
    }

    private void tellDifference(@Nullable GuestInfo before, GuestInfo now, Instant time) {
        if (before == null) {
            events.publish(new GuestEvent.Defined(time, now.id(), now.name()));
        }
        GuestState state = before == null ? GuestState.STOPPED : before.state();
        if (state != now.state()) {
            events.publish(new GuestEvent.StateChanged(time, now));
        }
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
