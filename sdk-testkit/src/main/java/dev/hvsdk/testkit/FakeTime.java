/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The time of a fake clock, and what is to be done when it has come. Thread-safe. */
final class FakeTime {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below. */
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::due).thenComparingLong(Alarm::number));

    /** What the clock shows; behind the goal while alarms are being served. */
    private Instant now;

    /** Where the clock is once all calls that advance it have ended: each adds to it, however many there are at a time. */
    private Instant goal;

    private long lastNumber;

    FakeTime(Instant start) {
        now = start;
        goal = start;
    }

    Instant now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Does the work when it is so much later; within this call if that is now. */
    void after(Duration delay, Runnable work) {
        if (delay.isZero()) {
            work.run();
            return;
        }
        lock.lock();
        try {
            alarms.add(new Alarm(now.plus(delay), ++lastNumber, work));
        } finally {
            lock.unlock();
        }
    }

    void advance(Duration duration) {
        Instant end = newGoal(duration);
        Alarm alarm = nextUntil(end);
        while (alarm != null) {
            // Without the lock: the work may read the clock, and advance it.
            alarm.work().run();
            alarm = nextUntil(end);
        }
    }

    private Instant newGoal(Duration duration) {
        lock.lock();
        try {
            goal = goal.plus(duration);
            return goal;
        } finally {
            lock.unlock();
        }
    }

    /** The next alarm that is due until the end, and its time is shown; null if there is none, and the end is shown. */
    private @Nullable Alarm nextUntil(Instant end) {
        lock.lock();
        try {
            Alarm next = alarms.peek();
            if (next == null || next.due().isAfter(end)) {
                show(end);
                return null;
            }
            show(next.due());
            return alarms.poll();
        } finally {
            lock.unlock();
        }
    }

    private void show(Instant time) {
        if (time.isAfter(now)) {
            now = time;
        }
    }

    /** Work that is to be done at a time; the number orders what is due at the same time. Immutable. */
    private record Alarm(Instant due, long number, Runnable work) {}
}
