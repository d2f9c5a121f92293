/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Runs what may hang, so that a backend that does is a failure and not the end of the test run. */
final class Bounded {
    private static final int SHOWN_FRAMES = 12;

    private Bounded() {}

    /** What the call throws, or that it took too long; null if it was well. */
    static @Nullable Throwable failure(Expect.Call call, Duration limit) {
        FutureTask<@Nullable Throwable> task = new FutureTask<>(() -> Expect.failure(call));
        Thread thread = new Thread(task, "hvtck-rule");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return hung(thread, limit);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return e;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static Throwable hung(Thread thread, Duration limit) {
        String where = Arrays.stream(thread.getStackTrace())
                .limit(SHOWN_FRAMES)
                .map(frame -> "\n      at " + frame)
                .collect(Collectors.joining());
        thread.interrupt();
        return new AssertionFailedError("it had not ended after " + limit.toMillis() + " ms and hung" + where);
    }
}
