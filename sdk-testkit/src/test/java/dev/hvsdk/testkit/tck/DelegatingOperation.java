/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** An operation with another view of its result; a defect overrides what it spoils. */
class DelegatingOperation<S, T> implements Operation<T> {
    private final Operation<S> operation;
    private final Function<S, T> view;
    private final Map<S, T> views = new ConcurrentHashMap<>();

    DelegatingOperation(Operation<S> operation, Function<S, T> view) {
        this.operation = operation;
        this.view = view;
    }

    /** All who wait get the same. */
    private T keep(S value) {
        return views.computeIfAbsent(value, view);
    }

    @Override
    public String description() {
        return operation.description();
    }

    @Override
    public T await() {
        return keep(operation.await());
    }

    @Override
    public T await(Duration atMost) {
        return keep(operation.await(atMost));
    }

    @Override
    public CompletionStage<T> completion() {
        return operation.completion().thenApply(this::keep);
    }

    @Override
    public boolean isDone() {
        return operation.isDone();
    }

    @Override
    public Optional<Progress> progress() {
        return operation.progress();
    }

    @Override
    public Operation<T> onProgress(Consumer<? super Progress> listener) {
        operation.onProgress(listener);
        return this;
    }

    @Override
    public boolean cancel() {
        return operation.cancel();
    }
}
