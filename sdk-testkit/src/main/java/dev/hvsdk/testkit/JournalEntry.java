/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.HypervisorException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One call that a fake host was asked, and what became of it until the journal was read.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JournalEntry {
    /** What became of a call. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Outcome {
        /** It has not ended. */
        UNDER_WAY,
        /** The host did what it was asked. */
        DONE,
        /** It failed; {@link JournalEntry#failure()} says how. */
        FAILED,
        /** It was cancelled, and nothing was done. */
        CANCELLED;

        /** The words for it in text: {@code under way}. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final long number;
    private final Instant time;
    private final int connection;
    private final Call call;
    private final Outcome outcome;
    private final @Nullable Throwable failure;

    private JournalEntry(JournalEntry begun, Outcome outcome, @Nullable Throwable failure) {
        this.number = begun.number;
        this.time = begun.time;
        this.connection = begun.connection;
        this.call = begun.call;
        this.outcome = outcome;
        this.failure = failure;
    }

    /** A call that has just begun. */
    JournalEntry(long number, Instant time, int connection, Call call) {
        this.number = number;
        this.time = time;
        this.connection = connection;
        this.call = call;
        this.outcome = Outcome.UNDER_WAY;
        this.failure = null;
    }

    JournalEntry ended(Outcome how, @Nullable Throwable why) {
        return new JournalEntry(this, how, why);
    }

    /** Its place among the calls to the host, from 1. */
    public long number() {
        return number;
    }

    /** When it began, by the clock of the host. */
    public Instant time() {
        return time;
    }

    /** The number of the connection that it came by: the first that was opened is 1. */
    public int connection() {
        return connection;
    }

    /** What kind of call it was. */
    public HostCall call() {
        return call.kind();
    }

    /** On what: {@code guest web}, {@code host}. */
    public String subject() {
        return call.subject();
    }

    /** What became of it. */
    public Outcome outcome() {
        return outcome;
    }

    /** How it failed; empty unless it did. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Such as {@code #3 2026-01-01T00:00:00Z connection 1: start guest web: done}. */
    @Override
    public String toString() {
        String what = call.kind().verb() + " " + call.subject();
        return "#" + number + " " + time + " connection " + connection + ": " + what + ": " + outcome.text() + reason();
    }

    private String reason() {
        if (failure == null) {
            return "";
        }
        String words = failure instanceof HypervisorException error ? error.detail() : failure.getMessage();
        return ", " + failure.getClass().getSimpleName() + " (" + words + ")";
    }
}
