/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a guest was made with. Immutable.
 *
 * @param technology null if its host does not say
 */
record GuestConfig(String name, @Nullable Technology technology, GuestSize size, Parts parts) {
    /**
     * What a guest has. Immutable.
     *
     * @param disks how many disks
     * @param nics how many network interfaces
     * @param networks the networks that they are in, as far as that is known
     */
    record Parts(int disks, int nics, Set<String> networks) {
        Parts {
            networks = Set.copyOf(networks);
        }
    }

    /** What a family makes of a specification. */
    static GuestConfig of(GuestSpec spec, Family family) {
        Integer vcpus = spec.vcpus().isPresent() ? Integer.valueOf(spec.vcpus().getAsInt()) : family.defaultVcpus();
        MemorySize memory = spec.memory().orElse(family.defaultMemory());
        Set<String> networks = spec.nics().stream().map(NicSpec::network).collect(Collectors.toSet());
        Parts parts = new Parts(spec.disks().size(), spec.nics().size(), networks);
        return new GuestConfig(spec.name(), family.technology(), GuestSize.of(vcpus, memory), parts);
    }

    GuestConfig with(GuestSize changed) {
        return new GuestConfig(name, technology, changed, parts);
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

    int disks() {
        return parts.disks();
    }

    int nics() {
        return parts.nics();
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
