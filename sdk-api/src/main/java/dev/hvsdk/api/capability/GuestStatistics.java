/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a guest at one moment.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestStatistics {
    private final Instant time;
    private final @Nullable Duration cpuTime;
    private final @Nullable MemorySize memoryUsed;
    private final @Nullable MemorySize memoryAssigned;
    private final @Nullable MemorySize memoryResident;
    private final List<DiskCounters> disks;
    private final List<NicCounters> nics;

    private GuestStatistics(Builder builder) {
        time = builder.time;
        cpuTime = builder.cpuTime;
        memoryUsed = builder.memoryUsed;
        memoryAssigned = builder.memoryAssigned;
        memoryResident = builder.memoryResident;
        disks = List.copyOf(builder.disks);
        nics = List.copyOf(builder.nics);
    }

    /** Starts a reading at this time. */
    public static Builder builder(Instant time) {
        return new Builder(time);
    }

    /** When they were read. */
    public Instant time() {
        return time;
    }

    /** The CPU time used since the start; empty if the host does not say. */
    public Optional<Duration> cpuTime() {
        return Optional.ofNullable(cpuTime);
    }

    /** The memory that the guest uses, without caches that it could give back; empty if the host does not say. */
    public Optional<MemorySize> memoryUsed() {
        return Optional.ofNullable(memoryUsed);
    }

    /** The memory that the guest has; empty if not limited. */
    public Optional<MemorySize> memoryAssigned() {
        return Optional.ofNullable(memoryAssigned);
    }

    /** The memory of the host that the guest takes, its monitor included; empty if the host does not say. */
    public Optional<MemorySize> memoryResident() {
        return Optional.ofNullable(memoryResident);
    }

    /** The counters of its disks. */
    public List<DiskCounters> disks() {
        return disks;
    }

    /** The counters of its network interfaces. */
    public List<NicCounters> nics() {
        return nics;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestStatistics that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    /** Such as {@code 2026-01-01T00:00:00Z: CPU time 5s, 1 GiB in use, 2 disks, 1 interfaces}; the counters are read by name. */
    @Override
    public String toString() {
        String cpu =
                cpuTime().map(used -> "CPU time " + used.toSeconds() + "s, ").orElse("");
        String memory = memoryUsed().map(used -> used + " in use, ").orElse("");
        return time + ": " + cpu + memory + disks.size() + " disks, " + nics.size() + " interfaces";
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {time, cpuTime, memoryUsed, memoryAssigned, memoryResident, disks, nics};
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final Instant time;
        private @Nullable Duration cpuTime;
        private @Nullable MemorySize memoryUsed;
        private @Nullable MemorySize memoryAssigned;
        private @Nullable MemorySize memoryResident;
        private final List<DiskCounters> disks = new ArrayList<>();
        private final List<NicCounters> nics = new ArrayList<>();

        private Builder(Instant time) {
            this.time = time;
        }

        /** Sets the CPU time used since the start. */
        public Builder cpuTime(Duration cpuTime) {
            this.cpuTime = cpuTime;
            return this;
        }

        /** Sets the memory that the guest uses, without caches that it could give back. */
        public Builder memoryUsed(MemorySize memoryUsed) {
            this.memoryUsed = memoryUsed;
            return this;
        }

        /** Sets the memory that the guest has. */
        public Builder memoryAssigned(MemorySize memoryAssigned) {
            this.memoryAssigned = memoryAssigned;
            return this;
        }

        /** Adds one to the counters of its disks. */
        public Builder disk(DiskCounters disk) {
            disks.add(disk);
            return this;
        }

        /** Adds one to the counters of its network interfaces. */
        public Builder nic(NicCounters nic) {
            nics.add(nic);
            return this;
        }

        /** Sets the memory of the host that the guest takes, its monitor included. */
        public Builder memoryResident(MemorySize memoryResident) {
            this.memoryResident = memoryResident;
            return this;
        }

        /** The finished value. */
        public GuestStatistics build() {
            return new GuestStatistics(this);
        }
    }
}
