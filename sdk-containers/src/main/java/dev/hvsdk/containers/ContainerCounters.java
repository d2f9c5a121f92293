/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a container's control groups at one moment, as the kernel gives them.
 *
 * <p>The memory that {@link dev.hvsdk.api.capability.GuestStatistics#memoryUsed} tells is {@link #memoryUsage} without {@link
 * #inactiveFile}. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ContainerCounters {
    private final Instant time;
    private final @Nullable MemorySize memoryUsage;
    private final @Nullable MemorySize inactiveFile;
    private final @Nullable MemorySize pageCache;
    private final @Nullable MemorySize memoryLimit;
    private final @Nullable Long processes;
    private final @Nullable Long maxProcesses;
    private final @Nullable Long periods;
    private final @Nullable Long throttledPeriods;
    private final @Nullable Duration throttledTime;

    private ContainerCounters(Builder builder) {
        time = builder.time;
        memoryUsage = builder.memoryUsage;
        inactiveFile = builder.inactiveFile;
        pageCache = builder.pageCache;
        memoryLimit = builder.memoryLimit;
        processes = builder.processes;
        maxProcesses = builder.maxProcesses;
        periods = builder.periods;
        throttledPeriods = builder.throttledPeriods;
        throttledTime = builder.throttledTime;
    }

    /** Starts a reading at this time. */
    public static Builder builder(Instant time) {
        return new Builder(time);
    }

    /** When they were read. */
    public Instant time() {
        return time;
    }

    /** All memory that the kernel counts as the container's, cached files included; empty if the engine does not say. */
    public Optional<MemorySize> memoryUsage() {
        return Optional.ofNullable(memoryUsage);
    }

    /** Cached files that were not used lately: the kernel gives them back first; empty if the engine does not say. */
    public Optional<MemorySize> inactiveFile() {
        return Optional.ofNullable(inactiveFile);
    }

    /** All cached files; empty if the engine does not say. */
    public Optional<MemorySize> pageCache() {
        return Optional.ofNullable(pageCache);
    }

    /** The most memory that it may have; empty if that is not limited. */
    public Optional<MemorySize> memoryLimit() {
        return Optional.ofNullable(memoryLimit);
    }

    /** The number of its processes and threads; empty if the engine does not say. */
    public OptionalLong processes() {
        return optional(processes);
    }

    /** The most processes and threads that it may have; empty if that is not limited. */
    public OptionalLong maxProcesses() {
        return optional(maxProcesses);
    }

    /** The periods in which it was given CPU time by its limit; 0 if it has none, empty if the engine does not say. */
    public OptionalLong periods() {
        return optional(periods);
    }

    /** The periods in which the limit held it up; empty if the engine does not say. */
    public OptionalLong throttledPeriods() {
        return optional(throttledPeriods);
    }

    /** For how long the limit of CPU time held it up; empty if the engine does not say. */
    public Optional<Duration> throttledTime() {
        return Optional.ofNullable(throttledTime);
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContainerCounters that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {
            time,
            memoryUsage,
            inactiveFile,
            pageCache,
            memoryLimit,
            processes,
            maxProcesses,
            periods,
            throttledPeriods,
            throttledTime
        };
    }

    /** Such as {@code 2026-01-01T00:00:00Z: 20 MiB counted, 4 MiB inactive files, 3 processes}. */
    @Override
    public String toString() {
        String usage = memoryUsage == null ? "" : memoryUsage + " counted, ";
        String inactive = inactiveFile == null ? "" : inactiveFile + " inactive files, ";
        return time + ": " + usage + inactive + (processes == null ? "" : processes + " processes");
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final Instant time;
        private @Nullable MemorySize memoryUsage;
        private @Nullable MemorySize inactiveFile;
        private @Nullable MemorySize pageCache;
        private @Nullable MemorySize memoryLimit;
        private @Nullable Long processes;
        private @Nullable Long maxProcesses;
        private @Nullable Long periods;
        private @Nullable Long throttledPeriods;
        private @Nullable Duration throttledTime;

        private Builder(Instant time) {
            this.time = time;
        }

        /** Sets all memory that the kernel counts as the container's. */
        public Builder memoryUsage(MemorySize memoryUsage) {
            this.memoryUsage = memoryUsage;
            return this;
        }

        /** Sets the cached files that were not used lately. */
        public Builder inactiveFile(MemorySize inactiveFile) {
            this.inactiveFile = inactiveFile;
            return this;
        }

        /** Sets all cached files. */
        public Builder pageCache(MemorySize pageCache) {
            this.pageCache = pageCache;
            return this;
        }

        /** Sets the most memory that it may have. */
        public Builder memoryLimit(MemorySize memoryLimit) {
            this.memoryLimit = memoryLimit;
            return this;
        }

        /** Sets the number of its processes and threads. */
        public Builder processes(long processes) {
            this.processes = processes;
            return this;
        }

        /** Sets the most processes and threads that it may have. */
        public Builder maxProcesses(long maxProcesses) {
            this.maxProcesses = maxProcesses;
            return this;
        }

        /** Sets the periods in which it was given CPU time by its limit. */
        public Builder periods(long periods) {
            this.periods = periods;
            return this;
        }

        /** Sets the periods in which the limit held it up. */
        public Builder throttledPeriods(long throttledPeriods) {
            this.throttledPeriods = throttledPeriods;
            return this;
        }

        /** Sets for how long the limit of CPU time held it up. */
        public Builder throttledTime(Duration throttledTime) {
            this.throttledTime = throttledTime;
            return this;
        }

        /** The finished value. */
        public ContainerCounters build() {
            return new ContainerCounters(this);
        }
    }
}
