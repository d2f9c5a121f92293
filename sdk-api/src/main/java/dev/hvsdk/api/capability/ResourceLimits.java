/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.unit.MemorySize;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a guest: as read, those that it has; as asked for, those to change.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ResourceLimits {
    private final @Nullable Integer vcpus;
    private final @Nullable BigDecimal cpuLimit;
    private final @Nullable Integer cpuWeight;
    private final @Nullable MemorySize memory;
    private final @Nullable Integer maxProcesses;

    private ResourceLimits(Builder builder) {
        vcpus = builder.vcpus;
        cpuLimit = builder.cpuLimit;
        cpuWeight = builder.cpuWeight;
        memory = builder.memory;
        maxProcesses = builder.maxProcesses;
    }

    /** Starts with no limit. */
    public static Builder builder() {
        return new Builder();
    }

    /** The number of virtual CPUs; empty if not limited or not to be changed. */
    public OptionalInt vcpus() {
        return vcpus == null ? OptionalInt.empty() : OptionalInt.of(vcpus);
    }

    /** The CPU time it may use, in CPUs, such as 0.5; empty if not limited or not to be changed. */
    public Optional<BigDecimal> cpuLimit() {
        return Optional.ofNullable(cpuLimit);
    }

    /** Its share against other guests, in the technology's own scale; empty if not known or not to be changed. */
    public OptionalInt cpuWeight() {
        return cpuWeight == null ? OptionalInt.empty() : OptionalInt.of(cpuWeight);
    }

    /** The memory; empty if not limited or not to be changed. */
    public Optional<MemorySize> memory() {
        return Optional.ofNullable(memory);
    }

    /** The number of processes of a container; empty if not limited or not to be changed. */
    public OptionalInt maxProcesses() {
        return maxProcesses == null ? OptionalInt.empty() : OptionalInt.of(maxProcesses);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceLimits that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    // 2 and 2.0 CPUs are one limit, but not one BigDecimal.
    private @Nullable BigDecimal strippedCpuLimit() {
        return cpuLimit == null ? null : cpuLimit.stripTrailingZeros();
    }

    /** Such as {@code 2 vcpus, 4 GiB}; what is not limited is left out. */
    @Override
    public String toString() {
        List<String> limits = new ArrayList<>();
        vcpus().ifPresent(count -> limits.add(count + " vcpus"));
        cpuLimit().ifPresent(limit -> limits.add(limit.toPlainString() + " CPUs at most"));
        cpuWeight().ifPresent(weight -> limits.add("weight " + weight));
        memory().ifPresent(size -> limits.add(size.toString()));
        maxProcesses().ifPresent(count -> limits.add(count + " processes"));
        return limits.isEmpty() ? "no limits" : String.join(", ", limits);
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {vcpus, strippedCpuLimit(), cpuWeight, memory, maxProcesses};
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable Integer vcpus;
        private @Nullable BigDecimal cpuLimit;
        private @Nullable Integer cpuWeight;
        private @Nullable MemorySize memory;
        private @Nullable Integer maxProcesses;

        private Builder() {}

        /** Sets the number of virtual CPUs. */
        public Builder vcpus(int vcpus) {
            this.vcpus = vcpus;
            return this;
        }

        /** Sets the CPU time it may use, in CPUs, such as 0.5. */
        public Builder cpuLimit(BigDecimal cpuLimit) {
            this.cpuLimit = cpuLimit;
            return this;
        }

        /** Sets its share against other guests, in the technology's own scale. */
        public Builder cpuWeight(int cpuWeight) {
            this.cpuWeight = cpuWeight;
            return this;
        }

        /** Sets the memory. */
        public Builder memory(MemorySize memory) {
            this.memory = memory;
            return this;
        }

        /** Sets the number of processes of a container. */
        public Builder maxProcesses(int maxProcesses) {
            this.maxProcesses = maxProcesses;
            return this;
        }

        /** The finished value. */
        public ResourceLimits build() {
            return new ResourceLimits(this);
        }
    }
}
