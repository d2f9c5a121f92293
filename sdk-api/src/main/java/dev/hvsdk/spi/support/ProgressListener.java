/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.Progress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Calls one listener, in order and never twice at a time, on an executor that promises neither. Thread-safe. */
final class ProgressListener {
    /** So many reports wait for a slow listener; what it gets must not be older than that, nor the queue longer. */
    static final int CAPACITY = 256;

    private static final System.Logger LOG = System.getLogger(Operations.class.getName());

    private final Consumer<? super Progress> listener;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below. */
    private final ArrayDeque<Progress> queue = new ArrayDeque<>();

    private boolean draining;

    ProgressListener(Consumer<? super Progress> listener, Executor executor) {
        this.listener = listener;
        this.executor = executor;
    }

    /** Queues a report; of too many, the oldest is dropped, because the latest is the one that counts. */
    void offer(Progress progress) {
        lock.lock();
        try {
            if (queue.size() == CAPACITY) {
                queue.remove();
            }
            queue.add(progress);
        } finally {
            lock.unlock();
        }
    }

    void drain() {
        if (beginDraining()) {
            Dispatch.on(executor, this::deliverAll);
        }
    }

    private boolean beginDraining() {
        lock.lock();
        try {
            if (draining || queue.isEmpty()) {
                return false;
            }
            draining = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void deliverAll() {
        Optional<Progress> next = next();
        while (next.isPresent()) {
            deliver(next.get());
            next = next();
        }
    }

    private Optional<Progress> next() {
        lock.lock();
        try {
            Optional<Progress> next = Optional.ofNullable(queue.poll());
            draining = next.isPresent();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void deliver(Progress progress) {
        try {
            listener.accept(progress);
        } catch (Throwable e) {
            // Whatever it is: the work must not fail, nor the other listeners miss anything, because of one listener.
            LOG.log(System.Logger.Level.WARNING, "a listener failed at the progress '" + progress + "'", e);
        }
    }
}
