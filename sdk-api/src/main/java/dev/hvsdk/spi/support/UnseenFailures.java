/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Failures of operations that nobody has looked at yet; logs each whose handle was dropped, once.
 *
 * <p>Without a thread of its own: the queue of dropped handles is looked through whenever the connection begins or ends an
 * operation, and what is left is logged when the connection is closed. Thread-safe.
 */
final class UnseenFailures implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Operations.class.getName());

    private final ReferenceQueue<Object> dropped = new ReferenceQueue<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Watches over a failure until somebody saw it. */
    Watch watch(Object handle, String description, Throwable failure) {
        Watch watch = new Watch(handle, description, failure);
        watches.add(watch);
        if (closed) {
            watch.report();
        }
        return watch;
    }

    /** Logs the failures whose handles were dropped since the last call. */
    void poll() {
        for (Reference<?> reference = dropped.poll(); reference != null; reference = dropped.poll()) {
            ((Watch) reference).report();
        }
    }

    /** Logs all failures that nobody has looked at. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(watches).forEach(Watch::report);
    }

    /** One failure; holds the handle so weakly that it can be dropped. */
    final class Watch extends PhantomReference<Object> {
        private final String description;
        private final Throwable failure;

        private Watch(Object handle, String description, Throwable failure) {
            super(handle, dropped);
            this.description = description;
            this.failure = failure;
        }

        /** Somebody has looked at it. */
        void seen() {
            watches.remove(this);
        }

        private void report() {
            // Whoever takes it out of the set logs it: once, and not if it was seen.
            if (watches.remove(this)) {
                LOG.log(System.Logger.Level.WARNING, description + " failed, and nobody waited for it", failure);
            }
        }
    }
}
