/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.spi.support.OperationSource;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** The work of one operation, which is done once. Thread-safe. */
final class Task<T> {
    private final Call call;
    private final End<T> end;
    private final Supplier<? extends T> work;
    private final Executor executor;

    Task(Call call, End<T> end, Supplier<? extends T> work, Executor executor) {
        this.call = call;
        this.end = end;
        this.work = work;
        this.executor = executor;
    }

    /** Does the work, where the connection has it done. */
    void start() {
        startAfter(() -> {});
    }

    /** Does the work after something else, where the connection has it done. */
    void startAfter(Runnable before) {
        try {
            executor.execute(() -> {
                before.run();
                run();
            });
        } catch (RejectedExecutionException e) {
            end.failed(e);
        }
    }

    /** Ends without the work. */
    void failed(RuntimeException failure) {
        end.failed(failure);
    }

    /** Ends because it has come no further for so long. */
    void giveUp(Duration time) {
        end.failed(Dispatcher.errors(call).asTransient().timedOut("it came no further for " + time.toSeconds() + " s"));
    }

    private void run() {
        try {
            end.done(work.get());
        } catch (RuntimeException e) {
            end.failed(e);
        } catch (Error e) {
            // Whoever waits must learn of it, as of a failure of the work itself.
            end.failed(new IllegalStateException(call.description() + " failed", e));
        }
    }

    /** The connection broke: whoever waits learns that, and never how the work ended. */
    void lose() {
        end.failed(Link.broken(call));
    }

    /** Says that the work can be given up as long as it is held. */
    void cancellableBy(HeldTasks held) {
        end.source().onCancel(() -> held.take(this) && end.cancelled());
    }

    /** Where the end of the work is told: to whoever waits, after the journal. Immutable. */
    record End<T>(OperationSource<T> source, Ticket ticket) {
        void done(T result) {
            ticket.done();
            source.complete(result);
        }

        void failed(RuntimeException failure) {
            ticket.failed(failure);
            source.fail(failure);
        }

        boolean cancelled() {
            ticket.cancelled();
            return source.cancelled();
        }
    }
}
