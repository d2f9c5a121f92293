/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.OperationInterruptedException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Runs calls that may never return, such as native or network calls, so that their callers return in time.
 *
 * <pre>{@code
 * BoundedCalls control = BoundedCalls.of("libvirt-control", 4, state, errors);
 * List<GuestId> ids = control.call("list guests", Deadline.after(spec.deadlines().call()), () -> connect.listDomains());
 * }</pre>
 *
 * <p>A call runs on one of a bounded number of platform threads, so that a virtual thread is not pinned by native code. When its
 * deadline passes, the caller gets {@link dev.hvsdk.api.HypervisorException.TimedOut} at once and the thread is left to finish; it
 * serves others again once it has. While every thread is held by such a call, further calls fail at once. Use one instance for
 * each thing that can hang on its own. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BoundedCalls {
    private final int threads;
    private final OpenState state;
    private final ErrorFactory errors;
    private final WorkerThreads workers;

    /** Calls whose callers have given up and whose threads have not come back. */
    private final AtomicInteger hung = new AtomicInteger();

    private BoundedCalls(String name, int threads, OpenState state, ErrorFactory errors) {
        this.threads = threads;
        this.state = state;
        this.errors = errors;
        this.workers = state.register(WorkerThreads.bounded(name, threads));
    }

    /**
     * Calls that end with this state: then those who wait get {@link dev.hvsdk.api.HypervisorClosedException}, and each thread ends
     * when its call does.
     *
     * @param name the first part of the names of the threads
     * @param threads how many calls run at the same time at most
     * @throws IllegalArgumentException if there is not at least 1 thread
     * @throws dev.hvsdk.api.HypervisorClosedException if the state is closed
     */
    public static BoundedCalls of(String name, int threads, OpenState state, ErrorFactory errors) {
        if (threads < 1) {
            throw new IllegalArgumentException("calls need at least 1 thread: " + threads);
        }
        return new BoundedCalls(name, threads, state, errors);
    }

    /**
     * Makes a call and waits for it; a result that comes too late is dropped.
     *
     * @param operation what is being done, for errors: {@code list guests}
     * @throws dev.hvsdk.api.HypervisorException.TimedOut if the deadline passed, or every thread hangs
     * @throws dev.hvsdk.api.OperationInterruptedException if this thread was interrupted; the call goes on
     * @throws dev.hvsdk.api.HypervisorClosedException if the state is closed, or was meanwhile; the call goes on
     */
    public <T> T call(String operation, Deadline deadline, Supplier<? extends T> call) {
        return call(operation, deadline, call, (T late) -> {});
    }

    /**
     * Makes a call and waits for it.
     *
     * @param operation what is being done, for errors: {@code open}
     * @param late gets a result for which nobody waits any longer, in order to close what was opened; called by the thread of
     *     the call, and must not block
     * @throws dev.hvsdk.api.HypervisorException.TimedOut if the deadline passed, or every thread hangs
     * @throws dev.hvsdk.api.OperationInterruptedException if this thread was interrupted; the call goes on
     * @throws dev.hvsdk.api.HypervisorClosedException if the state is closed, or was meanwhile; the call goes on
     */
    public <T> T call(String operation, Deadline deadline, Supplier<? extends T> call, Consumer<? super T> late) {
        refuseIfAllHang(operation);
        BoundedCall<T> running = state.register(new BoundedCall<>(call, late, this));
        try {
            submit(running);
            return outcome(operation, deadline, running).orThrow();
        } finally {
            state.unregister(running);
            running.leave();
        }
    }

    /**
     * Makes a call that gives nothing, and waits for it; throws as {@link #call(String, Deadline, Supplier)} does.
     *
     * @param operation what is being done, for errors
     */
    public void run(String operation, Deadline deadline, Runnable call) {
        call(operation, deadline, () -> {
            call.run();
            return Boolean.TRUE;
        });
    }

    private void submit(BoundedCall<?> call) {
        try {
            workers.execute(call);
        } catch (RejectedExecutionException e) {
            // The workers are closed with the state: it was closed since the call was registered with it.
            throw state.closedException();
        }
    }

    private <T> Outcome<T> outcome(String operation, Deadline deadline, BoundedCall<T> running) {
        try {
            return Awaiting.await(running.end(), operation, deadline)
                    .orElseGet(() -> running.giveUp(timedOut(operation, deadline, running.hasBegun())));
        } catch (OperationInterruptedException e) {
            return running.giveUp(e);
        }
    }

    private void refuseIfAllHang(String operation) {
        if (hung.get() >= threads) {
            // Those whom a close has sent away count too; then the close is what the caller has to learn of.
            state.checkOpen();
            throw errors.operation(operation)
                    .asTransient()
                    .timedOut("earlier calls hold all " + threads + " threads and do not return; the host hangs");
        }
    }

    private HypervisorException timedOut(String operation, Deadline deadline, boolean hasBegun) {
        String within = "no answer within " + Durations.text(deadline.allowed());
        String why = hasBegun ? "; the call may still be going on" : ", because no thread was free to ask";
        return errors.operation(operation).asTransient().timedOut(within + why);
    }

    AtomicInteger hung() {
        return hung;
    }

    OpenState state() {
        return state;
    }

    WorkerThreads workers() {
        return workers;
    }
}
