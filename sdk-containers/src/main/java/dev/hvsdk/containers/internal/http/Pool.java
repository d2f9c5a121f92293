/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Connections that wait for their next request; the youngest goes first, and few are kept. Thread-safe. */
final class Pool implements AutoCloseable {
    private static final int KEPT = 8;

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final Deque<Exchange> idle = new ArrayDeque<>();

    /** Guarded by {@link #lock}. */
    private boolean closed;

    @Nullable
    Exchange poll() {
        lock.lock();
        try {
            return idle.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    void keep(Exchange exchange) {
        if (!add(exchange)) {
            exchange.close();
        }
    }

    private boolean add(Exchange exchange) {
        lock.lock();
        try {
            if (closed || idle.size() == KEPT) {
                return false;
            }
            idle.addFirst(exchange);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        takeAll().forEach(Exchange::close);
    }

    private List<Exchange> takeAll() {
        lock.lock();
        try {
            closed = true;
            List<Exchange> taken = new ArrayList<>(idle);
            idle.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
