/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Hands what calls the user's code over to an executor, so that it does not block a thread of the backend. */
final class Dispatch {
    private Dispatch() {}

    /** Runs the task on the executor; here and now if the executor was shut down, because the user waits for it all the same. */
    static void on(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }
}
