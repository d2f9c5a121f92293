/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and other requests that the process end: the work under way is told, and gets a moment to leave everything in order.
 *
 * <p>The thread that works goes on, cleans up and says what became of the work; the process ends when it is through. Thread-safe.
 */
final class Interrupts {
    /** A person who pressed Ctrl-C does not wait longer for a host that does not answer. */
    private static final int PATIENCE_SECONDS = 5;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Runnable> telling = new AtomicReference<>();
    private final Thread hook = new Thread(this::interrupt, "hv-interrupt");
    private volatile boolean happened;

    private Interrupts() {}

    /** Those of this process, from now until {@link #end}. */
    static Interrupts ofProcess() {
        Interrupts interrupts = new Interrupts();
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    /** Whether the process was asked to end. */
    boolean happened() {
        return happened;
    }

    /** Does the work; if it is interrupted, {@code tell} is called in another thread, once, and should make the work end. */
    <T> T during(Supplier<T> work, Runnable tell) {
        telling.set(tell);
        if (happened) {
            tellWork();
        }
        try {
            return work.get();
        } finally {
            telling.set(null);
        }
    }

    /** What Ctrl-C does: tells the work, and returns when everything is in order or took too long. */
    void interrupt() {
        happened = true;
        try {
            tellWork();
        } finally {
            awaitEnd();
        }
    }

    private void tellWork() {
        Runnable tell = telling.getAndSet(null);
        if (tell != null) {
            tell.run();
        }
    }

    private void awaitEnd() {
        try {
            // Either way there is nothing more to do than to let the process end.
            boolean ignored = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All is done and written. */
    void end() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook, which runs, sees that all is done.
            happened = true;
        }
    }
}
