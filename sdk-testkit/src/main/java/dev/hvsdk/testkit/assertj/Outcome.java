/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.Operation;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How an operation ended. Immutable.
 *
 * @param hasEnded false if it was under way when the time was over
 */
record Outcome<T>(
        boolean hasEnded, @Nullable T result, @Nullable Throwable failure) {
    /** By its completion and not by {@code await(Duration)}, whose TimedOut may be that of the host. */
    static <T> Outcome<T> of(Operation<T> operation, Duration atMost) {
        AtomicReference<@Nullable Outcome<T>> outcome = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        operation.completion().whenComplete((result, failure) -> {
            outcome.set(new Outcome<>(true, result, unwrapped(failure)));
            ended.countDown();
        });
        return await(ended, atMost) ? Objects.requireNonNull(outcome.get()) : new Outcome<>(false, null, null);
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static boolean await(CountDownLatch ended, Duration atMost) {
        try {
            return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it gave, if it did not fail. */
    T required() {
        return Objects.requireNonNull(result, "result");
    }

    /** For messages. */
    String text() {
        if (failure == null) {
            return "it gave " + result;
        }
        return "it failed: " + failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
