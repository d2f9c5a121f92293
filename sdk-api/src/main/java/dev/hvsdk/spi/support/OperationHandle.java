/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The user's side of an operation. Thread-safe. */
final class OperationHandle<T> implements Operation<T> {
    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    private final OperationState<T> state;

    OperationHandle(OperationState<T> state) {
        this.state = state;
    }

    @Override
    public String description() {
        return state.description();
    }

    @Override
    public T await() {
        return await(FOR_EVER);
    }

    @Override
    public T await(Duration atMost) {
        try {
            Outcome<T> outcome = Awaiting.await(state.end(), description(), Deadline.after(atMost))
                    .orElseThrow(() -> timedOut(atMost));
            state.markSeen();
            return outcome.orThrow();
        } finally {
            // While somebody waits, the handle is not dropped, whatever the compiler thinks.
            Reference.reachabilityFence(this);
        }
    }

    private HypervisorException timedOut(Duration atMost) {
        return state.owner()
                .errors()
                .operation(description())
                .asTransient()
                .timedOut("it has not ended within " + Durations.text(atMost) + "; the work goes on");
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // It could only tell that the settling failed, which it does not.
    public CompletionStage<T> completion() {
        state.markSeen();
        CompletableFuture<T> stage = new CompletableFuture<>();
        if (state.end().isDone()) {
            state.end().join().settle(stage);
        } else {
            state.end().thenAccept(outcome -> Dispatch.on(state.owner().executor(), () -> outcome.settle(stage)));
        }
        return stage;
    }

    @Override
    public boolean isDone() {
        return state.end().isDone();
    }

    @Override
    public Optional<Progress> progress() {
        return state.progress().latest();
    }

    @Override
    public Operation<T> onProgress(Consumer<? super Progress> listener) {
        state.progress().listen(listener);
        return this;
    }

    @Override
    public boolean cancel() {
        return state.cancel();
    }

    /** What is being done, and whether it has ended. */
    @Override
    public String toString() {
        return description() + (isDone() ? " (ended)" : " (under way)");
    }
}
