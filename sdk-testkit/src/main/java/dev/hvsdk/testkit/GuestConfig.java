/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import org.jspecify.annotations.Nullable;

/**
 * What a guest was made with. Immutable.
 *
 * @param technology null if its host does not say
 * @param vcpus null for a container without a limit
 * @param memory null for a container without a limit
 * @param maxMemory what it can be given while it runs; null without a limit
 * @param disks how many it has
 * @param nics how many network interfaces it has
 */
record GuestConfig(
        String name,
        @Nullable Technology technology,
        @Nullable Integer vcpus,
        @Nullable MemorySize memory,
        @Nullable MemorySize maxMemory,
        int disks,
        int nics) {
    /** What a family makes of a specification. */
    static GuestConfig of(GuestSpec spec, Family family) {
        Integer vcpus = spec.vcpus().isPresent() ? Integer.valueOf(spec.vcpus().getAsInt()) : family.defaultVcpus();
        MemorySize memory = spec.memory().orElse(family.defaultMemory());
        return new GuestConfig(
                spec.name(),
                family.technology(),
                vcpus,
                memory,
                memory,
                spec.disks().size(),
                spec.nics().size());
    }

    /** The memory of the host that it takes while it is active; none that could be told without a limit. */
    long memoryBytes() {
        return memory == null ? 0 : memory.toBytes();
    }

    /** How many CPUs it keeps busy: a container without a limit keeps one busy. */
    int busyCpus() {
        return vcpus == null ? 1 : vcpus;
    }
}
