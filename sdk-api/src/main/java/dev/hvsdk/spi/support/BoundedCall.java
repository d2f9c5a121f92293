/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One call, between the thread that waits for it and the thread that makes it. Thread-safe. */
final class BoundedCall<T> implements Runnable, WaitingCall {
    private enum Phase {
        QUEUED,
        RUNNING,
        /** The caller left before it began. */
        DROPPED,
        /** The caller left while it ran. */
        HUNG,
        DONE
    }

    private static final System.Logger LOG = System.getLogger(BoundedCalls.class.getName());

    private final Supplier<? extends T> call;
    private final Consumer<? super T> late;
    private final BoundedCalls owner;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.QUEUED);

    /** Never completed exceptionally: a failure is an outcome. */
    private final CompletableFuture<Outcome<T>> end = new CompletableFuture<>();

    BoundedCall(Supplier<? extends T> call, Consumer<? super T> late, BoundedCalls owner) {
        this.call = call;
        this.late = late;
        this.owner = owner;
    }

    CompletableFuture<Outcome<T>> end() {
        return end;
    }

    boolean hasBegun() {
        return phase.get() != Phase.QUEUED;
    }

    @Override
    public void run() {
        if (phase.compareAndSet(Phase.QUEUED, Phase.RUNNING)) {
            make();
        }
    }

    private void make() {
        try {
            T result = call.get();
            free();
            if (!end.complete(Outcome.value(result))) {
                handOver(result);
            }
        } catch (Throwable e) {
            // An Error too: whoever waits must learn of it, and the thread has to serve others.
            free();
            fail(e);
        }
    }

    private void handOver(T result) {
        try {
            late.accept(result);
        } catch (Throwable e) {
            // What was opened may be left open, and nobody else is there to learn of it.
            LOG.log(System.Logger.Level.WARNING, "a result that came too late could not be disposed of", e);
        }
    }

    private void fail(Throwable failure) {
        if (!end.complete(Outcome.failed(failure))) {
            LOG.log(System.Logger.Level.DEBUG, "a call failed after its caller had given up", failure);
        }
    }

    /** Before the caller can know that the call has ended: else his next call might find this thread still counted. */
    private void free() {
        if (phase.getAndSet(Phase.DONE) == Phase.HUNG) {
            owner.hung().decrementAndGet();
        }
    }

    /** Ends the waiting with this exception, unless the call has ended in this moment; returns what it is then. */
    Outcome<T> giveUp(RuntimeException instead) {
        end.complete(Outcome.ended(() -> instead));
        return end.join();
    }

    /** The caller goes away, with or without a result. */
    void leave() {
        if (phase.compareAndSet(Phase.QUEUED, Phase.DROPPED)) {
            owner.workers().remove(this);
            return;
        }
        if (phase.get() == Phase.RUNNING) {
            countAsHung();
        }
    }

    private void countAsHung() {
        // Counted first, so that the thread cannot come back and count down before.
        owner.hung().incrementAndGet();
        if (!phase.compareAndSet(Phase.RUNNING, Phase.HUNG)) {
            owner.hung().decrementAndGet();
        }
    }

    /** The connection was closed: nobody waits any longer. */
    @Override
    public void close() {
        end.complete(Outcome.ended(owner.state()::closedException));
    }
}
