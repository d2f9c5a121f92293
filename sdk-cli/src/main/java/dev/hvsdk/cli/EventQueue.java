/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.HypervisorEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events between the thread that delivers them and the one that shows them.
 *
 * <p>Bounded: where the reader of the output is too slow, the latest events are left out, and that is told as a gap. Thread-safe.
 */
final class EventQueue implements Consumer<HypervisorEvent> {
    /** Some seconds of a busy host; enough for a terminal, and nothing for memory. */
    private static final int CAPACITY = 10_000;

    private final BlockingQueue<Optional<HypervisorEvent>> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();

    @Override
    public void accept(HypervisorEvent event) {
        if (!queue.offer(Optional.of(event))) {
            lost.incrementAndGet();
        }
    }

    /** Has {@link #next} return at once. A full queue wakes by itself. */
    void wake() {
        boolean ignored = queue.offer(Optional.empty());
    }

    /**
     * The next event; empty if it was woken, or none came in time.
     *
     * @param atMost how long to wait; null for as long as it takes
     */
    Optional<HypervisorEvent> next(@Nullable Duration atMost) {
        // What is queued came before the gap.
        long gap = queue.isEmpty() ? lost.getAndSet(0) : 0;
        return gap > 0 ? Optional.of(new HypervisorEvent.Lost(Instant.now(), gap)) : poll(atMost);
    }

    private Optional<HypervisorEvent> poll(@Nullable Duration atMost) {
        try {
            Optional<HypervisorEvent> next =
                    atMost == null ? queue.take() : queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return next == null ? Optional.empty() : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
