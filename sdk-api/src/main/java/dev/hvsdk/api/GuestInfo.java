/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One consistent reading of a guest; it never changes, whatever the guest does next.
 *
 * <p>Built by {@link #builder}, because later versions will know more about a guest. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestInfo {
    private final GuestId id;
    private final String name;
    private final GuestState state;
    private final @Nullable StateReason reason;
    private final @Nullable Technology technology;
    private final @Nullable String variant;
    private final @Nullable Integer vcpus;
    private final @Nullable MemorySize memory;
    private final @Nullable MemorySize maxMemory;
    private final @Nullable Duration cpuTime;
    private final @Nullable Instant startedAt;

    private GuestInfo(Builder builder) {
        id = builder.id;
        name = builder.name;
        state = builder.state;
        reason = builder.reason;
        technology = builder.technology;
        variant = builder.variant;
        vcpus = builder.vcpus;
        memory = builder.memory;
        maxMemory = builder.maxMemory;
        cpuTime = builder.cpuTime;
        startedAt = builder.startedAt;
    }

    /** Starts a reading of this guest. */
    public static Builder builder(GuestId id, String name, GuestState state) {
        return new Builder(id, name, state);
    }

    /** The id by which the host knows the guest. */
    public GuestId id() {
        return id;
    }

    /** Its name, as it was given; not unique on every host. */
    public String name() {
        return name;
    }

    /** What it is doing. */
    public GuestState state() {
        return state;
    }

    /** Why it is in its state; empty if the host does not say. */
    public Optional<StateReason> reason() {
        return Optional.ofNullable(reason);
    }

    /** The technology that it runs by; empty if the host does not say. */
    public Optional<Technology> technology() {
        return Optional.ofNullable(technology);
    }

    /**
     * The mode of the technology that it runs in, by the words of {@link dev.hvsdk.api.machine.VirtualizationLayer#variant()}:
     * {@code pv}, {@code pvh}, {@code hvm} and {@code dom0} of Xen; empty where there is none or the host does not say.
     */
    public Optional<String> variant() {
        return Optional.ofNullable(variant);
    }

    /** The number of its virtual CPUs, or the CPUs that a container is limited to, rounded up; empty if it has no limit. */
    public OptionalInt vcpus() {
        return vcpus == null ? OptionalInt.empty() : OptionalInt.of(vcpus);
    }

    /** The memory that it has now, or is limited to; empty if it has no limit. */
    public Optional<MemorySize> memory() {
        return Optional.ofNullable(memory);
    }

    /** The memory that it can be given while it runs; empty if the host does not say. */
    public Optional<MemorySize> maxMemory() {
        return Optional.ofNullable(maxMemory);
    }

    /** The CPU time that it has used since its start; empty if it does not run or the host does not say. */
    public Optional<Duration> cpuTime() {
        return Optional.ofNullable(cpuTime);
    }

    /** When it was started; empty if it does not run or the host does not say. */
    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestInfo that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {
            id, name, state, reason, technology, variant, vcpus, memory, maxMemory, cpuTime, startedAt
        };
    }

    /** Such as {@code web (running)}. */
    @Override
    public String toString() {
        return name + " (" + state.id() + ")";
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final GuestId id;
        private final String name;
        private final GuestState state;
        private @Nullable StateReason reason;
        private @Nullable Technology technology;
        private @Nullable String variant;
        private @Nullable Integer vcpus;
        private @Nullable MemorySize memory;
        private @Nullable MemorySize maxMemory;
        private @Nullable Duration cpuTime;
        private @Nullable Instant startedAt;

        private Builder(GuestId id, String name, GuestState state) {
            this.id = id;
            this.name = name;
            this.state = state;
        }

        /** Sets why it is in its state. */
        public Builder reason(StateReason reason) {
            this.reason = reason;
            return this;
        }

        /** Sets the technology that it runs by. */
        public Builder technology(Technology technology) {
            this.technology = technology;
            return this;
        }

        /** Sets the mode of the technology that it runs in. */
        public Builder variant(String variant) {
            this.variant = variant;
            return this;
        }

        /**
         * Sets the number of its virtual CPUs, or the CPUs that a container is limited to, rounded up.
         *
         * @throws IllegalArgumentException if below 1: leave it out where the host has no number
         */
        public Builder vcpus(int vcpus) {
            if (vcpus < 1) {
                throw new IllegalArgumentException("a guest has at least 1 virtual CPU: " + vcpus);
            }
            this.vcpus = vcpus;
            return this;
        }

        /** Sets the memory that it has now, or is limited to. */
        public Builder memory(MemorySize memory) {
            this.memory = memory;
            return this;
        }

        /** Sets the memory that it can be given while it runs. */
        public Builder maxMemory(MemorySize maxMemory) {
            this.maxMemory = maxMemory;
            return this;
        }

        /** Sets the CPU time that it has used since its start; throws {@link IllegalArgumentException} if negative. */
        public Builder cpuTime(Duration cpuTime) {
            if (cpuTime.isNegative()) {
                throw new IllegalArgumentException("a CPU time cannot be negative: " + cpuTime);
            }
            this.cpuTime = cpuTime;
            return this;
        }

        /** Sets when it was started. */
        public Builder startedAt(Instant startedAt) {
            this.startedAt = startedAt;
            return this;
        }

        /** The finished value. */
        public GuestInfo build() {
            return new GuestInfo(this);
        }
    }
}
