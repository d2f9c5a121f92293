/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Threads that a rule starts. */
final class Threads {
    private Threads() {}

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "hvtck-helper");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Throws what the task found, or fails if it does not end. */
    static @Nullable Object rethrow(FutureTask<@Nullable Throwable> task, Duration atMost) throws Throwable {
        @Nullable Throwable failure = end(task, atMost);
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    private static @Nullable Throwable end(FutureTask<@Nullable Throwable> task, Duration atMost) throws Throwable {
        try {
            return task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionFailedError("the call is still blocked after " + atMost.toMillis() + " ms", e);
        }
    }
}
