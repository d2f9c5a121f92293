/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Which lines of a log. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LogQuery {
    private static final LogQuery ALL = builder().build();

    private final @Nullable Integer tail;
    private final @Nullable Instant since;

    private LogQuery(Builder builder) {
        tail = builder.tail;
        since = builder.since;
    }

    /** All lines. */
    public static LogQuery all() {
        return ALL;
    }

    /** Starts with all lines. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many of the last lines; empty for all. */
    public OptionalInt tail() {
        return tail == null ? OptionalInt.empty() : OptionalInt.of(tail);
    }

    /** From when on; empty for the start. */
    public Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    /** Collects conditions. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable Integer tail;
        private @Nullable Instant since;

        private Builder() {}

        /** Asks for the last lines only; throws {@link IllegalArgumentException} if negative. */
        public Builder tail(int lines) {
            if (lines < 0) {
                throw new IllegalArgumentException("a number of lines cannot be negative: " + lines);
            }
            this.tail = lines;
            return this;
        }

        /** Asks for what was written from then on. */
        public Builder since(Instant time) {
            this.since = time;
            return this;
        }

        /** The query. */
        public LogQuery build() {
            return new LogQuery(this);
        }
    }
}
