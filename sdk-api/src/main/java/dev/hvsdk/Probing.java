/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider whether it works, and does not wait for it for ever.
 *
 * <p>A probe that hangs holds one daemon thread, however often it is asked for. Thread-safe.
 */
final class Probing {
    private final HypervisorProvider provider;
    private final String id;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FutureTask<Support<HypervisorProvider>> latest;

    Probing(HypervisorProvider provider, String id, Duration patience) {
        this.provider = provider;
        this.id = id;
        this.patience = patience;
    }

    Support<HypervisorProvider> ask() {
        try {
            return current().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return unavailable("did not answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            return unavailable("the backend failed when it was asked whether it works: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable("the thread was interrupted while it waited for the backend's answer");
        }
    }

    private static Support<HypervisorProvider> unavailable(String detail) {
        return Support.unavailable(Support.Reason.HOST_MISCONFIGURED, detail);
    }

    /** One that has not come back yet is waited for again, rather than to let a second thread hang beside it. */
    private FutureTask<Support<HypervisorProvider>> current() {
        lock.lock();
        try {
            FutureTask<Support<HypervisorProvider>> running = latest;
            if (running == null || running.isDone()) {
                running = begin();
                latest = running;
            }
            return running;
        } finally {
            lock.unlock();
        }
    }

    private FutureTask<Support<HypervisorProvider>> begin() {
        FutureTask<Support<HypervisorProvider>> task = new FutureTask<>(provider::probe);
        Thread thread = new Thread(task, "hvsdk-probe-" + id);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
