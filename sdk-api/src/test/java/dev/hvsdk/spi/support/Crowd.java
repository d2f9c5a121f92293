/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntConsumer;

/** Threads that begin at the same moment; whoever waits for them learns of what they threw. */
final class Crowd {
    private final List<FutureTask<?>> tasks = new ArrayList<>();

    private Crowd() {}

    /** Starts so many threads on this work, which is told its number. */
    static Crowd of(int size, IntConsumer work) {
        Crowd crowd = new Crowd();
        CountDownLatch start = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
            int number = i;
            FutureTask<?> task = new FutureTask<>(() -> {
                start.countDown();
                start.await();
                work.accept(number);
                return null;
            });
            crowd.tasks.add(task);
            Thread thread = new Thread(task, "crowd-" + number);
            thread.setDaemon(true);
            thread.start();
        }
        return crowd;
    }

    /** Waits until all have ended. */
    void join() throws InterruptedException {
        for (FutureTask<?> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new AssertionError("a thread of the crowd failed", e.getCause());
            }
        }
    }
}
