/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Several threads that do the same at once. */
final class Crowd {
    private Crowd() {}

    /** What each thread does. */
    interface Work {
        @Nullable
        Object run(int number) throws Throwable;
    }

    /** Throws the first failure that is none of the rule's own. */
    static void run(int threads, Duration patience, Work work) {
        List<Throwable> failures = failures(threads, patience, work);
        if (!failures.isEmpty()) {
            throw new AssertionFailedError(
                    failures.size() + " of " + threads + " threads failed, the first with " + failures.get(0),
                    failures.get(0));
        }
    }

    /** What the threads threw. */
    static List<Throwable> failures(int threads, Duration patience, Work work) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<FutureTask<@Nullable Throwable>> tasks = new ArrayList<>();
        for (int number = 0; number < threads; number++) {
            int mine = number;
            FutureTask<@Nullable Throwable> task = new FutureTask<>(() -> Expect.failure(() -> {
                start.await(patience.toMillis(), TimeUnit.MILLISECONDS);
                return work.run(mine);
            }));
            tasks.add(task);
            Threads.daemon(task);
        }
        List<Throwable> failures = new ArrayList<>();
        for (FutureTask<@Nullable Throwable> task : tasks) {
            Throwable failure = Expect.failure(() -> Threads.rethrow(task, patience));
            if (failure != null) {
                failures.add(failure);
            }
        }
        return failures;
    }
}
