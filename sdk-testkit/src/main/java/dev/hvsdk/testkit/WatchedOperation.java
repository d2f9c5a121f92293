/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** An operation that tells when somebody looks at its end. Thread-safe. */
final class WatchedOperation<T> implements Operation<T> {
    private final Operation<T> operation;
    private final Runnable whenObserved;

    WatchedOperation(Operation<T> operation, Runnable whenObserved) {
        this.operation = operation;
        this.whenObserved = whenObserved;
    }

    @Override
    public String description() {
        return operation.description();
    }

    @Override
    public T await() {
        whenObserved.run();
        return operation.await();
    }

    @Override
    public T await(Duration atMost) {
        whenObserved.run();
        return operation.await(atMost);
    }

    @Override
    public CompletionStage<T> completion() {
        whenObserved.run();
        return operation.completion();
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

    @Override
    public String toString() {
        return operation.toString();
    }
}
