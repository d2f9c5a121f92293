/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.HypervisorEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between a host and one listener; remembers how many events found no place, and where.
 *
 * <p>Thread-safe.
 */
final class EventQueue {
    private final int capacity;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@link #lock}, as all below. */
    private final ArrayDeque<HypervisorEvent> events = new ArrayDeque<>();

    /** How many events were dropped since the last one that was queued. */
    private long gap;

    private @Nullable Instant gapBegan;
    private boolean closed;

    EventQueue(int capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /** Queues the event, or counts it as lost; never blocks for room. */
    void offer(HypervisorEvent event) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            // Behind a gap an event needs a second place, for the mark of the gap.
            int places = gap == 0 ? 1 : 2;
            if (events.size() + places <= capacity) {
                endGap().ifPresent(events::add);
                events.add(event);
            } else {
                widenGap(event);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void widenGap(HypervisorEvent event) {
        if (gapBegan == null) {
            gapBegan = clock.instant();
        }
        // The mark of a gap at the host that is itself lost stands for as many events as it says.
        long more = event instanceof HypervisorEvent.Lost lost ? lost.atLeast() : 1;
        gap = gap > Long.MAX_VALUE - more ? Long.MAX_VALUE : gap + more;
    }

    private Optional<HypervisorEvent> endGap() {
        if (gapBegan == null) {
            return Optional.empty();
        }
        HypervisorEvent mark = new HypervisorEvent.Lost(gapBegan, gap);
        gap = 0;
        gapBegan = null;
        return Optional.of(mark);
    }

    /** The next event; waits for one, and gives none once the queue was closed. */
    Optional<HypervisorEvent> take() {
        lock.lock();
        try {
            while (!closed && events.isEmpty() && gap == 0) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                return Optional.empty();
            }
            return events.isEmpty() ? endGap() : Optional.of(events.remove());
        } finally {
            lock.unlock();
        }
    }

    /** Drops what is queued and ends {@link #take}. */
    void close() {
        lock.lock();
        try {
            closed = true;
            events.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }
}
