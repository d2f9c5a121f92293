/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What has to be closed in order to end an exchange, from dialling to the last byte. Thread-safe. */
final class Abort implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private @Nullable AutoCloseable target;

    /** Guarded by {@link #lock}. */
    private boolean closed;

    private volatile boolean expired;

    /** Has this closed from now on; at once if it is too late. */
    void of(AutoCloseable opened) {
        lock.lock();
        try {
            target = opened;
        } finally {
            lock.unlock();
        }
        if (isClosed()) {
            close();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void expire() {
        expired = true;
        close();
    }

    boolean hasExpired() {
        return expired;
    }

    @Override
    public void close() {
        AutoCloseable taken = take();
        if (taken != null) {
            try {
                taken.close();
            } catch (Exception e) {
                // Nobody is left who could use it; the exchange itself reports how it ended.
                System.getLogger(Abort.class.getName()).log(System.Logger.Level.DEBUG, "closing a connection", e);
            }
        }
    }

    private @Nullable AutoCloseable take() {
        lock.lock();
        try {
            closed = true;
            AutoCloseable taken = target;
            target = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
