/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Operation;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * The operations of one connection.
 *
 * <p>Work that blocks a thread is {@linkplain #run run}; work of which the host sends news is {@linkplain #begin begun}, and the
 * backend reports by the source what it hears:
 *
 * <pre>{@code
 * Operation<GuestInfo> start = operations.run("start of guest web", () -> startAndRead(id));
 *
 * OperationSource<Guest> clone = operations.begin("clone of guest web");
 * clone.onCancel(() -> host.cancelTask(task));
 * host.whenTaskMoves(task, percent -> clone.progress(Progress.of("copying disks", percent, 100, ProgressUnit.PERCENT)));
 * host.whenTaskEnds(task, id -> clone.complete(guest(id)));
 * return clone.operation();
 * }</pre>
 *
 * <p>Closing the {@link OpenState} ends all waiting with {@link dev.hvsdk.api.HypervisorClosedException}; the work goes on. A
 * failure that nobody looked at is logged once, at WARNING: when the connection next begins or ends an operation after the handle
 * was dropped, at the latest when it is closed. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Operations {
    private final OpenState state;
    private final ErrorFactory errors;
    private final Executor executor;
    private final UnseenFailures unseen;

    private Operations(OpenState state, ErrorFactory errors, Executor executor) {
        this.state = state;
        this.errors = errors;
        this.executor = executor;
        this.unseen = state.register(new UnseenFailures());
    }

    /**
     * Operations whose work and listeners run on this executor; with {@code Runnable::run}, within the calls that start them.
     *
     * <p>The executor stays the caller's. Should it refuse work, the operation fails with its
     * {@link RejectedExecutionException}.
     */
    public static Operations of(OpenState state, ErrorFactory errors, Executor executor) {
        return new Operations(state, errors, executor);
    }

    /**
     * Operations that run where the specification says, or else on daemon threads of their own.
     *
     * <p>Threads of their own end after a while without work, and all of them once the state is closed and their work is done.
     */
    public static Operations of(OpenState state, ErrorFactory errors, ConnectSpec spec) {
        Executor executor = spec.executor()
                .orElseGet(
                        () -> state.register(WorkerThreads.unbounded(spec.uri().getScheme() + "-operation")));
        return new Operations(state, errors, executor);
    }

    /**
     * Runs a task that blocks, as an operation that cannot be cancelled.
     *
     * @param description what is being done, without secrets: {@code start of guest web}
     * @param work gives the result, or throws what {@link Operation#await()} is to throw
     * @throws dev.hvsdk.api.HypervisorClosedException if the connection is closed
     */
    public <T> Operation<T> run(String description, Supplier<? extends T> work) {
        return runReporting(description, source -> work.get());
    }

    /**
     * Runs a task that blocks, as an operation; by its source it reports progress and says how it can be cancelled.
     *
     * @param description what is being done, without secrets
     * @param work gives the result, or throws what {@link Operation#await()} is to throw
     * @throws dev.hvsdk.api.HypervisorClosedException if the connection is closed
     */
    public <T> Operation<T> runReporting(String description, Function<? super OperationSource<T>, ? extends T> work) {
        OperationSource<T> source = begin(description);
        try {
            executor.execute(() -> source.run(work));
        } catch (RejectedExecutionException e) {
            source.fail(e);
        }
        return source.operation();
    }

    /**
     * Begins an operation that the backend ends when it hears from the host.
     *
     * @param description what is being done, without secrets
     * @throws dev.hvsdk.api.HypervisorClosedException if the connection is closed
     */
    public <T> OperationSource<T> begin(String description) {
        unseen.poll();
        OperationState<T> operation = new OperationState<>(description, this);
        state.register(operation);
        return new OperationSource<>(operation);
    }

    void ended(OperationState<?> operation) {
        state.unregister(operation);
        unseen.poll();
    }

    OpenState state() {
        return state;
    }

    ErrorFactory errors() {
        return errors;
    }

    Executor executor() {
        return executor;
    }

    UnseenFailures unseen() {
        return unseen;
    }
}
