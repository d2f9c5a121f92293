/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.spi.support.Deadline;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes at a deadline what an exchange waits for, until that is over. */
final class Watch implements AutoCloseable {
    private final ScheduledFuture<?> alarm;
    private final Abort abort;

    private Watch(ScheduledFuture<?> alarm, Abort abort) {
        this.alarm = alarm;
        this.abort = abort;
    }

    static Watch over(Abort abort, Deadline deadline, ScheduledThreadPoolExecutor timer) {
        return new Watch(timer.schedule(abort::expire, deadline.left().toNanos(), TimeUnit.NANOSECONDS), abort);
    }

    boolean hasExpired() {
        return abort.hasExpired();
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }
}
