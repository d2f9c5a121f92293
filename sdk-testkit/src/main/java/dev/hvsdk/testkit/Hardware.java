/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine that a fake host stands on. Its values are made up: they fit together as those of a real machine do, and the
 * evidence of each report says so. Immutable.
 *
 * @param name the host name of the machine; null if it does not say
 * @param memory null if it does not say
 * @param reserved the bytes of memory that neither guests nor free lists have
 * @param reports one for each feature that its host can be asked about
 */
record Hardware(
        @Nullable String name,
        CpuInfo cpu,
        @Nullable MemorySize memory,
        long reserved,
        List<FeatureReport> reports,
        List<PassthroughDevice> devices) {

    /** A machine all of whose memory can be given to guests. */
    Hardware(
            String name, CpuInfo cpu, MemorySize memory, List<FeatureReport> reports, List<PassthroughDevice> devices) {
        this(name, cpu, memory, 0, reports, devices);
    }

    Hardware {
        reports = List.copyOf(reports);
        devices = List.copyOf(devices);
    }

    /** The default machine of a family. */
    static Hardware of(Family family) {
        return switch (family) {
            case KVM -> IntelServer.withIommuGroups();
            case XEN -> IntelServer.underXen();
            case VSPHERE -> AmdServer.hardware();
            case CONTAINERS -> CloudGuest.hardware();
        };
    }

    /** What the host says of it while it has these guests. */
    HostInfo info(Collection<GuestRecord> guests) {
        HostInfo.Builder host = HostInfo.builder(cpu);
        if (name != null) {
            host.name(name);
        }
        if (memory != null) {
            host.memory(memory).freeMemory(freeMemory(memory, guests));
        }
        return host.build();
    }

    /** Zero where the guests have more than there is: hosts overcommit. */
    private MemorySize freeMemory(MemorySize all, Collection<GuestRecord> guests) {
        long used = guests.stream()
                .filter(guest -> guest.run().isActive())
                .mapToLong(guest -> guest.config().memoryBytes())
                .sum();
        return MemorySize.ofBytes(Math.max(0, all.toBytes() - reserved - used));
    }
}
