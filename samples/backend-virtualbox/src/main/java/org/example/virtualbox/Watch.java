/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.EventBus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Makes events by comparing readings, because {@code VBoxManage} has none: of each change that this connection makes, and of all
 * machines every other second.
 *
 * <p>What others change and change back between two looks is not seen. Thread-safe.
 */
final class Watch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Watch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Inventory inventory;
    private final EventBus events;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Held while a machine is changed and read: the order of the events is then that of the changes. */
    private final ReentrantLock lock = new ReentrantLock(true);

    /** Guarded by {@link #lock}. */
    private final Map<GuestId, GuestInfo> known = new LinkedHashMap<>();

    private boolean watching;
    private boolean blind;

    Watch(Inventory inventory, EventBus events) {
        this.inventory = inventory;
        this.events = events;
    }

    /** From now on; what is there already is no event. */
    void begin() {
        lock.lock();
        try {
            if (!watching) {
                inventory.list(GuestQuery.all()).forEach(info -> known.put(info.id(), info));
                watching = true;
                Thread thread = new Thread(this::look, "virtualbox-watch");
                thread.setDaemon(true);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes a change, which gives a reading, and tells of it. */
    GuestInfo change(Supplier<GuestInfo> change) {
        lock.lock();
        try {
            GuestInfo info = change.get();
            tell(info);
            return info;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a machine, and tells of it. */
    void remove(GuestInfo info, Runnable removal) {
        lock.lock();
        try {
            removal.run();
            gone(info);
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                compare();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void compare() {
        lock.lock();
        try {
            Set<GuestId> missing = new HashSet<>(known.keySet());
            for (GuestInfo info : inventory.list(GuestQuery.all())) {
                missing.remove(info.id());
                tell(info);
            }
            missing.forEach(id -> gone(known.get(id)));
            if (blind) {
                blind = false;
                events.publish(new HypervisorEvent.Reconnected(Instant.now()));
            }
        } catch (HypervisorException e) {
            blind = true;
            LOG.log(System.Logger.Level.DEBUG, "the machines could not be looked at", e);
        } finally {
            lock.unlock();
        }
    }

    private void tell(GuestInfo info) {
        if (!watching) {
            return;
        }
        GuestInfo before = known.put(info.id(), info);
        if (before == null) {
            events.publish(new GuestEvent.Defined(Instant.now(), info.id(), info.name()));
        }
        if (before == null ? info.state().isActive() : before.state() != info.state()) {
            events.publish(new GuestEvent.StateChanged(Instant.now(), info));
        } else if (before != null && !before.equals(info)) {
            events.publish(new GuestEvent.Changed(Instant.now(), info.id(), info.name()));
        }
    }

    private void gone(GuestInfo info) {
        if (known.remove(info.id()) != null) {
            events.publish(new GuestEvent.Undefined(Instant.now(), info.id(), info.name()));
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
