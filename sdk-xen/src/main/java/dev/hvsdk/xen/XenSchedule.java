/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a scheduler of Xen treats one guest, or how it is to: what is left out is not known, or stays as it is.
 *
 * <p>{@code credit} and {@code credit2} know a weight and a cap; {@code rtds} knows a period and a budget, the same for all of the
 * guest's vCPUs here.
 *
 * <pre>{@code
 * guest.capability(XenScheduler.class).require().change(XenSchedule.builder().weight(512).build()).await();
 * }</pre>
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class XenSchedule {
    private final @Nullable String scheduler;
    private final @Nullable Integer weight;
    private final @Nullable Integer cap;
    private final @Nullable Duration period;
    private final @Nullable Duration budget;

    private XenSchedule(Builder builder) {
        scheduler = builder.scheduler;
        weight = builder.weight;
        cap = builder.cap;
        period = builder.period;
        budget = builder.budget;
    }

    /** Starts with nothing known or changed. */
    public static Builder builder() {
        return new Builder();
    }

    /** The scheduler of the guest's CPU pool by Xen's name: {@code credit2}, {@code credit}, {@code rtds}, {@code null}. */
    public Optional<String> scheduler() {
        return Optional.ofNullable(scheduler);
    }

    /** Its share beside the others, who have 256 unless told otherwise; 1 to 65535. */
    public OptionalInt weight() {
        return weight == null ? OptionalInt.empty() : OptionalInt.of(weight);
    }

    /** The most it gets, in percent of one CPU, which may be more than 100; 0 is no limit. */
    public OptionalInt cap() {
        return cap == null ? OptionalInt.empty() : OptionalInt.of(cap);
    }

    /** How often each vCPU gets its budget. */
    public Optional<Duration> period() {
        return Optional.ofNullable(period);
    }

    /** How long each vCPU may run in a period. */
    public Optional<Duration> budget() {
        return Optional.ofNullable(budget);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof XenSchedule that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {scheduler, weight, cap, period, budget};
    }

    /** Such as {@code credit2 weight=256 cap=0}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(scheduler == null ? "any scheduler" : scheduler);
        weight().ifPresent(value -> text.append(" weight=").append(value));
        cap().ifPresent(value -> text.append(" cap=").append(value));
        period().ifPresent(value -> text.append(" period=").append(value));
        budget().ifPresent(value -> text.append(" budget=").append(value));
        return text.toString();
    }

    /** Collects a schedule. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable String scheduler;
        private @Nullable Integer weight;
        private @Nullable Integer cap;
        private @Nullable Duration period;
        private @Nullable Duration budget;

        private Builder() {}

        /** Sets the scheduler; a change for another one than the guest has is refused. */
        public Builder scheduler(String scheduler) {
            this.scheduler = scheduler;
            return this;
        }

        /**
         * Sets the share beside the others.
         *
         * @throws IllegalArgumentException if it is not 1 to 65535
         */
        public Builder weight(int weight) {
            require(weight >= 1 && weight <= 65_535, "a weight is 1 to 65535", weight);
            this.weight = weight;
            return this;
        }

        /**
         * Sets the most it gets, in percent of one CPU; 0 is no limit.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder cap(int cap) {
            require(cap >= 0, "a cap is 0 or more", cap);
            this.cap = cap;
            return this;
        }

        /**
         * Sets how often each vCPU gets its budget, in microseconds.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder period(Duration period) {
            require(!period.isNegative() && !period.isZero(), "a period is positive", period);
            this.period = period;
            return this;
        }

        /**
         * Sets how long each vCPU may run in a period, in microseconds.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder budget(Duration budget) {
            require(!budget.isNegative() && !budget.isZero(), "a budget is positive", budget);
            this.budget = budget;
            return this;
        }

        private static void require(boolean holds, String rule, Object value) {
            if (!holds) {
                throw new IllegalArgumentException(rule + ", not " + value);
            }
        }

        /** The schedule. */
        public XenSchedule build() {
            return new XenSchedule(this);
        }
    }
}
