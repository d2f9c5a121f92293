/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all tests of this JVM share; made by the first that asks, and closed when the JVM ends. Thread-safe. */
final class Shared<E extends AutoCloseable> implements Supplier<E> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<E> maker;
    private @Nullable E made;

    Shared(Supplier<E> maker) {
        this.maker = maker;
    }

    @Override
    public E get() {
        lock.lock();
        try {
            E present = made;
            if (present == null) {
                present = maker.get();
                Runtime.getRuntime().addShutdownHook(new Thread(closing(present), "live-end"));
                made = present;
            }
            return present;
        } finally {
            lock.unlock();
        }
    }

    private static Runnable closing(AutoCloseable engine) {
        return () -> {
            try {
                engine.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
