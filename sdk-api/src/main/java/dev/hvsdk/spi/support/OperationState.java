/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.Operation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the two sides of an operation share; knows neither, so that a handle can be dropped while the work goes on.
 *
 * <p>Thread-safe.
 */
final class OperationState<T> implements WaitingCall {
    private static final System.Logger LOG = System.getLogger(Operations.class.getName());

    private final String description;
    private final Operations owner;
    private final ProgressRelay progress;

    /** Never completed exceptionally: a failure is an outcome. */
    private final CompletableFuture<Outcome<T>> end = new CompletableFuture<>();

    /** Calls of {@link #cancel} that wait for the host's answer, and one more for ever once it accepted. */
    private final AtomicInteger cancelling = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private UnseenFailures.@Nullable Watch watch;

    /** Guarded by {@link #lock}. */
    private boolean seen;

    private volatile @Nullable BooleanSupplier canceller;

    OperationState(String description, Operations owner) {
        this.description = description;
        this.owner = owner;
        this.progress = new ProgressRelay(owner.executor());
    }

    String description() {
        return description;
    }

    ProgressRelay progress() {
        return progress;
    }

    CompletableFuture<Outcome<T>> end() {
        return end;
    }

    Operations owner() {
        return owner;
    }

    void onCancel(BooleanSupplier canceller) {
        this.canceller = canceller;
        if (end.isDone()) {
            this.canceller = null;
        }
    }

    boolean cancel() {
        BooleanSupplier asking = canceller;
        if (end.isDone() || asking == null) {
            return false;
        }
        // Counted before the host is asked: the failure by which the work ends may be here before the host's answer is.
        cancelling.incrementAndGet();
        boolean accepted = false;
        try {
            accepted = asking.getAsBoolean();
        } finally {
            if (!accepted) {
                cancelling.decrementAndGet();
            }
        }
        return accepted;
    }

    boolean complete(T value) {
        return end(Outcome.value(value));
    }

    boolean cancelled(@Nullable Throwable cause) {
        return end(Outcome.ended(() -> cancellation(cause)));
    }

    private CancellationException cancellation(@Nullable Throwable cause) {
        CancellationException cancelled = new CancellationException(description + " was cancelled");
        cancelled.initCause(cause);
        return cancelled;
    }

    boolean fail(Operation<T> handle, Throwable failure) {
        if (cancelling.get() > 0) {
            return cancelled(failure);
        }
        boolean first = end(Outcome.failed(failure));
        if (first) {
            watchOver(handle, failure);
        } else {
            LOG.log(System.Logger.Level.DEBUG, description + " failed after it had ended", failure);
        }
        return first;
    }

    private void watchOver(Operation<T> handle, Throwable failure) {
        lock.lock();
        try {
            if (!seen) {
                watch = owner.unseen().watch(handle, description, failure);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Somebody looks at how the work ends, or will be told. */
    void markSeen() {
        lock.lock();
        try {
            seen = true;
            if (watch != null) {
                watch.seen();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean end(Outcome<T> outcome) {
        if (!end.complete(outcome)) {
            return false;
        }
        // What listeners and cancellers hold may be the handle itself, which could then never be dropped.
        canceller = null;
        progress.end();
        owner.ended(this);
        return true;
    }

    /** The connection was closed: nobody waits any longer. */
    @Override
    public void close() {
        end(Outcome.ended(owner.state()::closedException));
    }
}
