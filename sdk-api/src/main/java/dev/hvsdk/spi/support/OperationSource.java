/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * The backend's side of an {@link Operation}: reports what the host says.
 *
 * <p>Made by {@link Operations#begin}. The first end counts; what is reported after it is ignored. No method calls the user's
 * code in the thread of the backend, unless the executor of the {@link Operations} does. Thread-safe.
 *
 * @param <T> what the work gives in the end
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OperationSource<T> {
    private final OperationState<T> state;
    private final Operation<T> operation;

    OperationSource(OperationState<T> state) {
        this.state = state;
        this.operation = new OperationHandle<>(state);
    }

    /** The user's side. */
    public Operation<T> operation() {
        return operation;
    }

    /** Reports how far the work has come. */
    public void progress(Progress progress) {
        state.progress().publish(progress);
    }

    /**
     * Says how the work can be cancelled; until then it cannot be.
     *
     * @param canceller asks the host, and returns whether the host accepted; called by the thread of the user, and again at each
     *     request until the work ends
     */
    public void onCancel(BooleanSupplier canceller) {
        state.onCancel(canceller);
    }

    /**
     * Ends the work with its result.
     *
     * @return false if it had ended before, or its connection was closed
     */
    public boolean complete(T result) {
        return state.complete(result);
    }

    /**
     * Ends the work with the failure that {@link Operation#await()} is to throw: a {@link HypervisorException}, or another
     * exception for a programming mistake.
     *
     * <p>After the host accepted to cancel the work, any failure counts as the cancellation, with the failure as its cause:
     * hosts report a cancelled job as one that failed.
     *
     * @return false if it had ended before, or its connection was closed
     */
    public boolean fail(RuntimeException failure) {
        return state.fail(operation, failure);
    }

    /**
     * Ends the work as cancelled, by whomever.
     *
     * @return false if it had ended before, or its connection was closed
     */
    public boolean cancelled() {
        return state.cancelled(null);
    }

    void run(Function<? super OperationSource<T>, ? extends T> work) {
        try {
            complete(work.apply(this));
        } catch (Throwable e) {
            // An Error too: whoever waits must learn of it, and the executor's threads are not ours to end.
            state.fail(operation, e);
        }
    }

    /** What is being done. */
    @Override
    public String toString() {
        return operation.toString();
    }
}
