/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Work on a host that is already under way.
 *
 * <p>Dropping the handle never stops the work. A failure that nobody looked at, by waiting or by {@link #completion()}, is
 * logged once. Thread-safe.
 *
 * @param <T> what the work gives in the end
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Operation<T> {
    /** What is being done, for people and logs: {@code start of guest web}. */
    String description();

    /**
     * Waits for the end of the work.
     *
     * @throws HypervisorException if the work failed
     * @throws CancellationException if it was cancelled
     * @throws OperationInterruptedException if this thread was interrupted; the work goes on
     * @throws HypervisorClosedException if the connection was closed meanwhile
     */
    T await();

    /**
     * Waits for the end of the work, at most this long.
     *
     * @throws HypervisorException.TimedOut if the time passed first; the work goes on
     * @throws HypervisorException if the work failed
     * @throws CancellationException if it was cancelled
     * @throws OperationInterruptedException if this thread was interrupted; the work goes on
     * @throws HypervisorClosedException if the connection was closed meanwhile
     */
    T await(Duration atMost);

    /**
     * The end of the work, to compose with; completes exceptionally with what {@link #await()} would throw.
     *
     * <p>Each call gives a stage of its own. What depends on it runs where operations run, never in a thread that the backend
     * needs to hear from the host.
     */
    CompletionStage<T> completion();

    /** Whether the work has ended, in whatever way, or its end can no longer be seen because the connection was closed. */
    boolean isDone();

    /** How far the work has come, if the host has said so yet. */
    Optional<Progress> progress();

    /**
     * Calls the listener with the latest progress, if there is one, and with each later one, in order, until the work ends.
     *
     * <p>Never twice at a time. A listener that is far slower than the host misses older reports, never the latest. What it throws
     * is logged and harms neither the work nor other listeners.
     *
     * @return this operation
     */
    Operation<T> onProgress(Consumer<? super Progress> listener);

    /**
     * Asks the host to give the work up.
     *
     * <p>The work ends when the host says so: wait for it as before, and expect a {@link CancellationException}, or the result if
     * it was too late.
     *
     * @return whether the host accepted; false if the work has ended, or cannot be cancelled
     */
    boolean cancel();
}
