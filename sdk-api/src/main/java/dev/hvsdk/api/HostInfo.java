/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The machine that a host's software runs on, as one consistent reading.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostInfo {
    private final CpuInfo cpu;
    private final @Nullable String name;
    private final @Nullable MemorySize memory;
    private final @Nullable MemorySize freeMemory;

    private HostInfo(Builder builder) {
        cpu = builder.cpu;
        name = builder.name;
        memory = builder.memory;
        freeMemory = builder.freeMemory;
    }

    /** Starts a description of a machine with this CPU. */
    public static Builder builder(CpuInfo cpu) {
        return new Builder(cpu);
    }

    /** Its CPU. */
    public CpuInfo cpu() {
        return cpu;
    }

    /** Its host name; empty if it does not say. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Its memory; empty if it does not say. */
    public Optional<MemorySize> memory() {
        return Optional.ofNullable(memory);
    }

    /** The memory that new guests could be given; empty if it does not say. */
    public Optional<MemorySize> freeMemory() {
        return Optional.ofNullable(freeMemory);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostInfo that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    /** Such as {@code kvm1, AMD EPYC 7763, 64 GiB}. */
    @Override
    public String toString() {
        return Stream.of(name(), Optional.of(cpu.toString()), memory().map(MemorySize::toString))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {cpu, name, memory, freeMemory};
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final CpuInfo cpu;
        private @Nullable String name;
        private @Nullable MemorySize memory;
        private @Nullable MemorySize freeMemory;

        private Builder(CpuInfo cpu) {
            this.cpu = cpu;
        }

        /** Sets its host name. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets its memory. */
        public Builder memory(MemorySize memory) {
            this.memory = memory;
            return this;
        }

        /** Sets the memory that new guests could be given. */
        public Builder freeMemory(MemorySize freeMemory) {
            this.freeMemory = freeMemory;
            return this;
        }

        /** The finished value. */
        public HostInfo build() {
            return new HostInfo(this);
        }
    }
}
