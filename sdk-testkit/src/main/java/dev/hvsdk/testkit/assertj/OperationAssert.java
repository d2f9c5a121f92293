/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on an operation.
 *
 * <p>Those on its end wait for it, at most 10 seconds of real time unless told otherwise; operations of fakes end at once or when
 * the test says so. Not thread-safe: one assertion per thread.
 *
 * @param <T> what the operation gives
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@SuppressWarnings("exports") // Optional, so not transitive: a user of this type has it.
public final class OperationAssert<T> extends AbstractHypervisorAssert<OperationAssert<T>, Operation<T>> {
    private Duration patience = Duration.ofSeconds(10);

    OperationAssert(@Nullable Operation<T> actual) {
        super(actual, OperationAssert.class);
    }

    @Override
    String subject() {
        return "the " + actual.description();
    }

    /** Has the assertions that follow wait this long at most. */
    public OperationAssert<T> within(Duration atMost) {
        patience = atMost;
        return this;
    }

    /** Checks, without waiting, that it has ended, in whatever way. */
    public OperationAssert<T> isDone() {
        isNotNull();
        return check(actual.isDone(), "to have ended", "it is under way");
    }

    /** Checks that it has not ended. */
    public OperationAssert<T> isUnderWay() {
        isNotNull();
        return check(!actual.isDone(), "to be under way", "it has ended");
    }

    /** Waits, and checks that it succeeded; goes on with its result. */
    public ObjectAssert<T> succeeds() {
        isNotNull();
        Outcome<T> outcome = ended();
        check(outcome.failure() == null, "to succeed", outcome.text());
        return Assertions.assertThat(outcome.required()).as(info.description());
    }

    /** Waits, and checks that it gave this. */
    public OperationAssert<T> gives(T result) {
        isNotNull();
        Outcome<T> outcome = ended();
        boolean holds = outcome.failure() == null && Objects.equals(outcome.result(), result);
        return check(holds, "to give " + result, outcome.text());
    }

    /** Waits, and checks that it failed with this situation; goes on with the error. */
    public AbstractThrowableAssert<?, ? extends Throwable> failsWith(Class<? extends HypervisorException> situation) {
        return endsBy(situation, "to fail with " + situation.getSimpleName());
    }

    /** Waits, and checks that it was cancelled. */
    public OperationAssert<T> isCancelled() {
        endsBy(CancellationException.class, "to be cancelled");
        return this;
    }

    private AbstractThrowableAssert<?, ? extends Throwable> endsBy(Class<?> type, String expected) {
        isNotNull();
        Outcome<T> outcome = ended();
        check(type.isInstance(outcome.failure()), expected, outcome.text());
        return Assertions.assertThat(outcome.failure()).as(info.description());
    }

    private Outcome<T> ended() {
        Outcome<T> outcome = Outcome.of(actual, patience);
        check(outcome.hasEnded(), "to end within " + patience.toMillis() + " ms", "it is under way");
        return outcome;
    }
}
