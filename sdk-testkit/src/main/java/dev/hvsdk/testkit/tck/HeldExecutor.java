/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps work until it is released, and makes every operation a long one. Thread-safe. */
final class HeldExecutor implements Executor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean released;

    @Override
    public void execute(Runnable work) {
        if (!hold(work)) {
            work.run();
        }
    }

    private boolean hold(Runnable work) {
        lock.lock();
        try {
            return !released && held.add(work);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return held.size();
        } finally {
            lock.unlock();
        }
    }

    /** Does in this thread what was kept, and from now on everything at once. */
    void release() {
        for (Runnable work = next(); work != null; work = next()) {
            work.run();
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            released = held.isEmpty();
            return held.poll();
        } finally {
            lock.unlock();
        }
    }
}
