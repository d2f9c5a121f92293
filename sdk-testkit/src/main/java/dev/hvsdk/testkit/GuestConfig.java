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
 */
record GuestConfig(
        String name,
        @Nullable Technology technology,
        @Nullable String machine,
        GuestSize size,
        VirtualParts parts) {
    /** What a family makes of a specification, with these parts. */
    static GuestConfig of(GuestSpec spec, Family family, VirtualParts parts) {
        return new GuestConfig(
                spec.name(), family.technology(), FakeSpecOptions.machine(spec), sizeOf(spec, family), parts);
    }

    /** How large a family makes it. */
    static GuestSize sizeOf(GuestSpec spec, Family family) {
        Integer vcpus = spec.vcpus().isPresent() ? Integer.valueOf(spec.vcpus().getAsInt()) : family.defaultVcpus();
        MemorySize memory = spec.memory().orElse(family.defaultMemory());
        return GuestSize.of(vcpus, memory);
    }

    GuestConfig with(VirtualParts changed) {
        return new GuestConfig(name, technology, machine, size, changed);
    }

    GuestConfig with(GuestSize changed) {
        return new GuestConfig(name, technology, machine, changed, parts);
    }

    @Nullable
    Integer vcpus() {
        return size.vcpus();
    }

    @Nullable
    MemorySize memory() {
        return size.memory();
    }

    @Nullable
    MemorySize maxMemory() {
        return size.maxMemory();
    }

    /** How many disks it has. */
    int disks() {
        return parts.disks().size();
    }

    /** How many network interfaces it has. */
    int nics() {
        return parts.nics().size();
    }

    /** The memory of the host that it takes while it is active; none that could be told without a limit. */
    long memoryBytes() {
        MemorySize memory = size.memory();
        return memory == null ? 0 : memory.toBytes();
    }

    /** How many CPUs it keeps busy: a container without a limit keeps one busy. */
    int busyCpus() {
        Integer vcpus = size.vcpus();
        return vcpus == null ? 1 : vcpus;
    }
}
