/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Threads that help a call with many small round trips: a connection takes several at a time.
 *
 * <p>Thread-safe.
 */
final class Crew implements AutoCloseable {
    /** As measured with libvirtd: beyond 16 round trips at a time on one connection nothing is gained. */
    private static final int HELPERS = 15;

    /** With fewer round trips than this for each, a helper costs more than it brings. */
    private static final int LEAST_EACH = 4;

    private final ThreadPoolExecutor helpers;

    Crew() {
        AtomicLong count = new AtomicLong();
        helpers = new ThreadPoolExecutor(0, HELPERS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "libvirt-help-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        // Nobody there to help: the one who asks does it himself.
        helpers.setRejectedExecutionHandler((task, pool) -> task.run());
    }

    /** Gives each part of the items to this, several at a time, and returns when all are done. */
    <T> void share(List<T> items, Consumer<List<T>> work) {
        int parts = Math.max(1, Math.min(HELPERS + 1, items.size() / LEAST_EACH));
        List<CompletableFuture<Void>> helped = new ArrayList<>();
        for (int part = 1; part < parts; part++) {
            List<T> theirs = part(items, part, parts);
            helped.add(CompletableFuture.runAsync(() -> work.accept(theirs), helpers));
        }
        try {
            work.accept(part(items, 0, parts));
        } finally {
            // Even if this part failed: what the others work on must not be freed before they are done.
            CompletableFuture<Void> all = CompletableFuture.allOf(helped.toArray(CompletableFuture<?>[]::new));
            all.handle((done, failure) -> true).join();
        }
        helped.forEach(Crew::rethrow);
    }

    private static <T> List<T> part(List<T> items, int part, int parts) {
        int from = (int) ((long) items.size() * part / parts);
        int to = (int) ((long) items.size() * (part + 1) / parts);
        return items.subList(from, to);
    }

    private static void rethrow(CompletableFuture<Void> done) {
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        helpers.shutdown();
    }
}
