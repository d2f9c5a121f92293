/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The operations of a host that have begun and not been done yet, because they are late or hang. Thread-safe. */
final class HeldTasks {
    private final ReentrantLock lock = new ReentrantLock();

    /** In the order in which they began; guarded by {@link #lock}, as the next. */
    private final Set<Task<?>> hanging = new LinkedHashSet<>();

    private final Set<Task<?>> late = new LinkedHashSet<>();

    /** Keeps a task until it is released. */
    void hang(Task<?> task) {
        locked(() -> hanging.add(task));
    }

    /** Keeps a task until its time has come. */
    void delay(Task<?> task) {
        locked(() -> late.add(task));
    }

    /** Does a task that is late, unless it was taken back. */
    void runLate(Task<?> task) {
        if (take(task)) {
            task.start();
        }
    }

    /** Ends a task that hung for too long, unless it was released or taken back. */
    void giveUp(Task<?> task, Duration time) {
        if (take(task)) {
            task.giveUp(time);
        }
    }

    /** Takes a task back; false if it is not held, or no longer. */
    boolean take(Task<?> task) {
        lock.lock();
        try {
            return hanging.remove(task) || late.remove(task);
        } finally {
            lock.unlock();
        }
    }

    int release() {
        List<Task<?>> released = new ArrayList<>();
        locked(() -> {
            released.addAll(hanging);
            hanging.clear();
        });
        released.forEach(Task::start);
        return released.size();
    }

    int size() {
        lock.lock();
        try {
            return hanging.size();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody will hear how they end; they are done all the same when their time comes. */
    void loseAll() {
        List<Task<?>> lost = new ArrayList<>();
        locked(() -> {
            lost.addAll(hanging);
            lost.addAll(late);
        });
        lost.forEach(Task::lose);
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
