/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.OperationSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** The work of one operation, which is done once. Thread-safe. */
final class Task<T> {
    private final Call call;
    private final OperationSource<T> source;
    private final Supplier<? extends T> work;
    private final Executor executor;

    Task(Call call, OperationSource<T> source, Supplier<? extends T> work, Executor executor) {
        this.call = call;
        this.source = source;
        this.work = work;
        this.executor = executor;
    }

    /** Does the work, where the connection has it done. */
    void start() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            source.fail(e);
        }
    }

    private void run() {
        try {
            source.complete(work.get());
        } catch (RuntimeException e) {
            source.fail(e);
        } catch (Error e) {
            // Whoever waits must learn of it, as of a failure of the work itself.
            source.fail(new IllegalStateException(call.description() + " failed", e));
        }
    }

    /** The connection broke: whoever waits learns that, and never how the work ended. */
    void lose() {
        HypervisorException broken = Link.broken(call);
        source.fail(broken);
    }

    /** Says that the work can be given up as long as it is held. */
    void cancellableBy(HeldTasks held) {
        source.onCancel(() -> held.take(this) && source.cancelled());
    }
}
