/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.unit.MemorySize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a guest may use of its host; null is no limit. Immutable.
 *
 * @param maxMemory what it can be given while it runs
 */
record GuestSize(
        @Nullable Integer vcpus,
        @Nullable MemorySize memory,
        @Nullable MemorySize maxMemory,
        Shares shares) {
    /**
     * Limits within what a guest has. Immutable.
     *
     * @param cpuLimit in CPUs
     * @param cpuWeight null for the technology's default
     */
    record Shares(
            @Nullable BigDecimal cpuLimit,
            @Nullable Integer cpuWeight,
            @Nullable Integer maxProcesses) {
        static final Shares NONE = new Shares(null, null, null);

        Shares with(ResourceLimits limits) {
            return new Shares(
                    limits.cpuLimit().orElse(cpuLimit),
                    limits.cpuWeight().isPresent()
                            ? Integer.valueOf(limits.cpuWeight().getAsInt())
                            : cpuWeight,
                    limits.maxProcesses().isPresent()
                            ? Integer.valueOf(limits.maxProcesses().getAsInt())
                            : maxProcesses);
        }
    }

    static GuestSize of(@Nullable Integer vcpus, @Nullable MemorySize memory) {
        return new GuestSize(vcpus, memory, memory, Shares.NONE);
    }

    /** A machine with other limits; what it can be given at most grows with what it has. */
    GuestSize ofMachine(ResourceLimits limits) {
        MemorySize given = limits.memory().orElse(memory);
        boolean isMore = given != null && (maxMemory == null || given.compareTo(maxMemory) > 0);
        return new GuestSize(
                limits.vcpus().isPresent() ? Integer.valueOf(limits.vcpus().getAsInt()) : vcpus,
                given,
                isMore ? given : maxMemory,
                shares.with(limits));
    }

    /** A container with other limits; the CPUs that are seen of it are its limit, rounded up. */
    GuestSize ofContainer(ResourceLimits limits) {
        Integer cpus = limits.cpuLimit()
                .map(limit -> limit.setScale(0, RoundingMode.UP).intValueExact())
                .orElse(vcpus);
        MemorySize given = limits.memory().orElse(memory);
        return new GuestSize(cpus, given, given, shares.with(limits));
    }

    /** As its host tells it; a container that was made with so many CPUs is limited to them. */
    ResourceLimits limits(boolean isContainer) {
        ResourceLimits.Builder limits = ResourceLimits.builder();
        BigDecimal cpuLimit = shares.cpuLimit();
        if (vcpus != null && !isContainer) {
            limits.vcpus(vcpus);
        }
        if (cpuLimit == null && vcpus != null && isContainer) {
            cpuLimit = BigDecimal.valueOf(vcpus);
        }
        if (cpuLimit != null) {
            limits.cpuLimit(cpuLimit);
        }
        return withRest(limits).build();
    }

    private ResourceLimits.Builder withRest(ResourceLimits.Builder limits) {
        if (memory != null) {
            limits.memory(memory);
        }
        if (shares.cpuWeight() != null) {
            limits.cpuWeight(shares.cpuWeight());
        }
        if (shares.maxProcesses() != null) {
            limits.maxProcesses(shares.maxProcesses());
        }
        return limits;
    }
}
