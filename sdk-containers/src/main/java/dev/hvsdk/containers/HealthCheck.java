/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A command in a container by which its engine tells whether it does its work.
 *
 * <p>What is not set is as the image or the engine has it. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HealthCheck {
    private final List<String> command;
    private final @Nullable Duration interval;
    private final @Nullable Duration timeout;
    private final @Nullable Duration startPeriod;
    private final @Nullable Duration startInterval;
    private final @Nullable Integer retries;

    private HealthCheck(Builder builder) {
        command = builder.command;
        interval = builder.interval;
        timeout = builder.timeout;
        startPeriod = builder.startPeriod;
        startInterval = builder.startInterval;
        retries = builder.retries;
    }

    /**
     * Starts a check by this command, which ends with zero if all is well; no shell is between.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static Builder builder(List<String> command) {
        return new Builder(command);
    }

    /** The program and its arguments. */
    public List<String> command() {
        return command;
    }

    /** The time between two checks. */
    public Optional<Duration> interval() {
        return Optional.ofNullable(interval);
    }

    /** How long one may take. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** How long after the start failures do not count. */
    public Optional<Duration> startPeriod() {
        return Optional.ofNullable(startPeriod);
    }

    /** The time between two checks in the start period; Docker 25 (API 1.44) and newer. */
    public Optional<Duration> startInterval() {
        return Optional.ofNullable(startInterval);
    }

    /** How many failures in a row make it unhealthy. */
    public OptionalInt retries() {
        return retries == null ? OptionalInt.empty() : OptionalInt.of(retries);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HealthCheck that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {command, interval, timeout, startPeriod, startInterval, retries};
    }

    /** The program, without its arguments, which may hold a secret. */
    @Override
    public String toString() {
        return "health by " + command.get(0);
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private static final Duration LEAST = Duration.ofMillis(1);

        private final List<String> command;
        private @Nullable Duration interval;
        private @Nullable Duration timeout;
        private @Nullable Duration startPeriod;
        private @Nullable Duration startInterval;
        private @Nullable Integer retries;

        private Builder(List<String> command) {
            if (command.isEmpty() || command.get(0).isBlank()) {
                throw new IllegalArgumentException("a health check is a command");
            }
            this.command = List.copyOf(command);
        }

        /** Sets the time between two checks, of a millisecond or more. */
        public Builder interval(Duration interval) {
            this.interval = longEnough(interval);
            return this;
        }

        /** Sets how long one may take, a millisecond or more. */
        public Builder timeout(Duration timeout) {
            this.timeout = longEnough(timeout);
            return this;
        }

        /** Sets how long after the start failures do not count, a millisecond or more. */
        public Builder startPeriod(Duration startPeriod) {
            this.startPeriod = longEnough(startPeriod);
            return this;
        }

        /** Sets the time between two checks in the start period, of a millisecond or more. */
        public Builder startInterval(Duration startInterval) {
            this.startInterval = longEnough(startInterval);
            return this;
        }

        /** Sets how many failures in a row make it unhealthy, one or more. */
        public Builder retries(int retries) {
            this.retries = Checks.positive("a number of retries", retries);
            return this;
        }

        /** The engine takes zero for what it has itself, and refuses less than a millisecond. */
        private static Duration longEnough(Duration time) {
            if (time.compareTo(LEAST) < 0) {
                throw new IllegalArgumentException("a time of a health check is a millisecond or more: " + time);
            }
            return time;
        }

        /** The check. */
        public HealthCheck build() {
            return new HealthCheck(this);
        }
    }
}
