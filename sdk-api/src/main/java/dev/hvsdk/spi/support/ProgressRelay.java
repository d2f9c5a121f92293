/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The progress of one operation, and those who listen to it. Thread-safe. */
final class ProgressRelay {
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below. */
    private final List<ProgressListener> listeners = new ArrayList<>();

    private @Nullable Progress latest;
    private boolean ended;

    ProgressRelay(Executor executor) {
        this.executor = executor;
    }

    void publish(Progress progress) {
        List<ProgressListener> toTell;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            latest = progress;
            toTell = List.copyOf(listeners);
            // Within the lock, so that two publishers cannot queue in another order than they became the latest.
            toTell.forEach(listener -> listener.offer(progress));
        } finally {
            lock.unlock();
        }
        toTell.forEach(ProgressListener::drain);
    }

    void listen(Consumer<? super Progress> consumer) {
        ProgressListener listener = new ProgressListener(consumer, executor);
        lock.lock();
        try {
            if (latest != null) {
                listener.offer(latest);
            }
            if (!ended) {
                listeners.add(listener);
            }
        } finally {
            lock.unlock();
        }
        listener.drain();
    }

    Optional<Progress> latest() {
        lock.lock();
        try {
            return Optional.ofNullable(latest);
        } finally {
            lock.unlock();
        }
    }

    /** Lets the listeners go; what they have in their queues is still delivered. */
    void end() {
        lock.lock();
        try {
            ended = true;
            listeners.clear();
        } finally {
            lock.unlock();
        }
    }
}
