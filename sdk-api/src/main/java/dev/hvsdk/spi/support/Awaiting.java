/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.OperationInterruptedException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for an outcome. */
final class Awaiting {
    private Awaiting() {}

    /**
     * The outcome, or nothing once the deadline has passed.
     *
     * @param end is never completed exceptionally: a failure is an outcome
     * @throws OperationInterruptedException if this thread was interrupted; its flag is set again
     */
    static <T> Optional<Outcome<T>> await(CompletableFuture<Outcome<T>> end, String description, Deadline deadline) {
        try {
            return Optional.of(end.get(deadline.leftNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationInterruptedException(description, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never exceptional", e);
        }
    }
}
