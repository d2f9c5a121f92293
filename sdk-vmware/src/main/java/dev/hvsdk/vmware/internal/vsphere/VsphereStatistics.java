/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The memory of a guest. The server has rates of CPU, disks and network, of intervals that it chooses, and no counters that grow
 * from the start: those stay empty rather than be made up, and {@link dev.hvsdk.vmware.VspherePerformance} has the rates.
 * Thread-safe.
 */
final class VsphereStatistics implements Statistics {
    /** What the guest has touched of late. */
    private static final String ACTIVE = "summary.quickStats.guestMemoryUsage";

    /** What the guest takes of its host, with what the host needs for it. */
    private static final String CONSUMED = "summary.quickStats.hostMemoryUsage";

    private static final String ASSIGNED = "summary.config.memorySizeMB";

    /** With all that a listing needs. */
    static final List<String> PATHS = Stream.concat(GuestReading.PATHS.stream(), Stream.of(ACTIVE, CONSUMED))
            .toList();

    private final Machine guest;

    VsphereStatistics(Machine guest) {
        this.guest = guest;
    }

    @Override
    public GuestStatistics read() {
        ErrorFactory about = guest.errors("read statistics");
        ObjectContent content = guest.read(about, PATHS.toArray(String[]::new));
        GuestState state = GuestReading.of(content, about).state();
        if (!state.isActive()) {
            throw about.wrongState("it is " + state.id());
        }
        return of(content, Instant.now());
    }

    /** The server writes 0 for what it has not measured yet. */
    static GuestStatistics of(ObjectContent content, Instant time) {
        GuestStatistics.Builder statistics = GuestStatistics.builder(time);
        size(content, ACTIVE).ifPresent(statistics::memoryUsed);
        size(content, CONSUMED).ifPresent(statistics::memoryResident);
        size(content, ASSIGNED).ifPresent(statistics::memoryAssigned);
        return statistics.build();
    }

    private static Optional<MemorySize> size(ObjectContent content, String path) {
        return content.number(path).filter(mebibytes -> mebibytes > 0).flatMap(Sizes::mebibytes);
    }
}
