/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A command by which an engine finds out again and again whether a container is well. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HealthCheck {
    private static final Duration THIRTY_SECONDS = Duration.ofSeconds(30);
    private static final int THREE = 3;

    private final List<String> command;
    private final Duration interval;
    private final Duration timeout;
    private final Duration startPeriod;
    private final int retries;

    private HealthCheck(Builder builder) {
        command = builder.command;
        interval = builder.interval;
        timeout = builder.timeout;
        startPeriod = builder.startPeriod;
        retries = builder.retries;
    }

    /**
     * Starts a check each 30 seconds, which may take 30 seconds, and fails the container at its third failure, as Docker has it.
     *
     * @param command with its arguments, run in the container without a shell; well if it ends with 0
     * @throws IllegalArgumentException if it is empty
     */
    public static Builder builder(List<String> command) {
        return new Builder(command);
    }

    /** The command with its arguments. */
    public List<String> command() {
        return command;
    }

    /** The time from one check to the next. */
    public Duration interval() {
        return interval;
    }

    /** How long a check may take. */
    public Duration timeout() {
        return timeout;
    }

    /** How long after the start failures do not count. */
    public Duration startPeriod() {
        return startPeriod;
    }

    /** How many failures in a row it takes for the container to be unwell. */
    public int retries() {
        return retries;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HealthCheck that
                && command.equals(that.command)
                && interval.equals(that.interval)
                && timeout.equals(that.timeout)
                && startPeriod.equals(that.startPeriod)
                && retries == that.retries;
    }

    @Override
    public int hashCode() {
        return Objects.hash(command, interval, timeout, startPeriod, retries);
    }

    /** How often, and by which program. */
    @Override
    public String toString() {
        return command.get(0) + " each " + interval;
    }

    /** Collects how to check. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final List<String> command;
        private Duration interval = THIRTY_SECONDS;
        private Duration timeout = THIRTY_SECONDS;
        private Duration startPeriod = Duration.ZERO;
        private int retries = THREE;

        private Builder(List<String> command) {
            if (command.isEmpty()) {
                throw new IllegalArgumentException("a check needs a command");
            }
            this.command = List.copyOf(command);
        }

        /** Sets the time from one check to the next; at least a millisecond, which is the engines' limit. */
        public Builder interval(Duration interval) {
            this.interval = atLeastAMilli(interval);
            return this;
        }

        /** Sets how long a check may take; at least a millisecond, which is the engines' limit. */
        public Builder timeout(Duration timeout) {
            this.timeout = atLeastAMilli(timeout);
            return this;
        }

        /** Sets how long after the start failures do not count; nothing unless called. */
        public Builder startPeriod(Duration startPeriod) {
            this.startPeriod = startPeriod.isZero() ? startPeriod : atLeastAMilli(startPeriod);
            return this;
        }

        /** Sets how many failures in a row it takes; throws {@link IllegalArgumentException} if less than one. */
        public Builder retries(int retries) {
            if (retries < 1) {
                throw new IllegalArgumentException("at least one failure, and not " + retries);
            }
            this.retries = retries;
            return this;
        }

        private static Duration atLeastAMilli(Duration time) {
            if (time.toMillis() < 1) {
                throw new IllegalArgumentException("at least a millisecond, and not " + time);
            }
            return time;
        }

        /** The check. */
        public HealthCheck build() {
            return new HealthCheck(this);
        }
    }
}
