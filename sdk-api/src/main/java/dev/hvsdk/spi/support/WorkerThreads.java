/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Named daemon threads that end when they are not needed.
 *
 * <p>Thread-safe.
 */
final class WorkerThreads implements Executor, AutoCloseable {
    /** Long enough to serve bursts with the same threads, short enough that an idle program has none. */
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    private WorkerThreads(String name, int core, int max, BlockingQueue<Runnable> queue) {
        AtomicLong count = new AtomicLong();
        pool = new ThreadPoolExecutor(core, max, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, queue, task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            // Work that hangs must not keep a program alive.
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    /** As many threads as there is work: it may block for long, and a queue would hold work back behind it. */
    static WorkerThreads unbounded(String name) {
        return new WorkerThreads(name, 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    /** At most so many threads; further work waits. */
    static WorkerThreads bounded(String name, int threads) {
        return new WorkerThreads(name, threads, threads, new LinkedBlockingQueue<>());
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Takes work back that has not begun; returns whether it had not. */
    boolean remove(Runnable task) {
        return pool.remove(task);
    }

    /** Takes no more work; each thread ends when its work does. Never interrupts: native code would not notice. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
