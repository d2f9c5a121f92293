/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How work ended, for many to ask.
 *
 * <p>Whoever asks gets an exception with his own stack where one can be made: an exception that was thrown once, in a thread of
 * the backend, does not tell a caller where in his own program he waited. Immutable.
 *
 * @param <T> what the work gives
 */
final class Outcome<T> {
    private final @Nullable T value;
    private final @Nullable Supplier<? extends Throwable> failure;

    private Outcome(@Nullable T value, @Nullable Supplier<? extends Throwable> failure) {
        this.value = value;
        this.failure = failure;
    }

    static <T> Outcome<T> value(T value) {
        return new Outcome<>(Objects.requireNonNull(value, "the work gave null"), null);
    }

    /** The work threw this. */
    static <T> Outcome<T> failed(Throwable thrown) {
        return new Outcome<>(null, () -> Rethrown.of(thrown));
    }

    /** The work ended otherwise; the supplier is asked for each who wants to know. */
    static <T> Outcome<T> ended(Supplier<? extends RuntimeException> failure) {
        return new Outcome<>(null, failure);
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure).map(Supplier::get);
    }

    T orThrow() {
        if (failure != null) {
            throw unchecked(failure.get());
        }
        return present();
    }

    private T present() {
        if (value == null) {
            throw new IllegalStateException("an outcome is a value or a failure");
        }
        return value;
    }

    /** Ends the future with the value, or with the very exception that {@link #orThrow} throws. */
    void settle(CompletableFuture<T> future) {
        if (failure != null) {
            future.completeExceptionally(failure.get());
        } else {
            future.complete(present());
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        // A checked exception gets here only by a trick of the thrower.
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }
}
