/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Paths that have changed and are not told yet, each once. Thread-safe. */
final class ChangedPaths {
    private static final System.Logger LOG = System.getLogger(ChangedPaths.class.getName());

    /** Beyond this many the listener is told the path that he watches, below which all of them are. */
    static final int CAPACITY = 4096;

    private final String watched;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@link #lock}, as the next. */
    private final Set<String> paths = new LinkedHashSet<>();

    private boolean closed;

    ChangedPaths(String watched) {
        this.watched = watched;
    }

    void add(String path) {
        lock.lock();
        try {
            if (paths.size() >= CAPACITY) {
                paths.clear();
                paths.add(watched);
            } else {
                paths.add(path);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Tells them until this is closed. */
    void deliver(Consumer<? super String> listener) {
        for (Optional<String> next = take(); next.isPresent(); next = take()) {
            try {
                listener.accept(next.get());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a listener of XenStore failed at '" + next.get() + "'", e);
            } finally {
                // An interrupt that the listener left behind was not meant for the delivery.
                Thread.interrupted();
            }
        }
    }

    private Optional<String> take() {
        lock.lock();
        try {
            while (!closed && paths.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            return closed ? Optional.empty() : Optional.of(first());
        } finally {
            lock.unlock();
        }
    }

    private String first() {
        Iterator<String> all = paths.iterator();
        String path = all.next();
        all.remove();
        return path;
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
