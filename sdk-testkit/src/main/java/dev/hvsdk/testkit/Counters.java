/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.time.Instant;

/** The counters of a guest: they grow with the time that it has worked since its start, at rates that are made up. */
final class Counters {
    private static final MemorySize READ_PER_SECOND = MemorySize.ofMebibytes(4);
    private static final MemorySize WRITTEN_PER_SECOND = MemorySize.ofMebibytes(1);
    private static final MemorySize RECEIVED_PER_SECOND = MemorySize.ofKibibytes(256);
    private static final MemorySize SENT_PER_SECOND = MemorySize.ofKibibytes(128);

    /** What the process that runs a guest takes beside its memory. */
    private static final MemorySize MONITOR = MemorySize.ofMebibytes(64);

    private static final int MILLIS = 1000;

    private final GuestRecord guest;
    private final Duration worked;

    private Counters(GuestRecord guest, Instant now) {
        this.guest = guest;
        this.worked = guest.run().workedUntil(now);
    }

    /** The counters at this time; a guest that does not run has none. */
    static GuestStatistics of(GuestRecord guest, Instant now) {
        GuestStatistics.Builder statistics = GuestStatistics.builder(now);
        MemorySize memory = guest.config().memory();
        if (memory != null) {
            statistics.memoryAssigned(memory);
        }
        if (guest.run().isActive()) {
            statistics.cpuTime(guest.cpuTime(now));
            new Counters(guest, now).addTo(statistics);
        }
        return statistics.build();
    }

    private void addTo(GuestStatistics.Builder statistics) {
        MemorySize memory = guest.config().memory();
        if (memory != null) {
            MemorySize used = MemorySize.ofBytes(memory.toBytes() / 2);
            statistics.memoryUsed(used).memoryResident(used.plus(MONITOR));
        }
        for (GuestDisk disk : guest.config().parts().disks()) {
            statistics.disk(new DiskCounters(disk.target(), moved(READ_PER_SECOND), moved(WRITTEN_PER_SECOND)));
        }
        for (GuestNic nic : guest.config().parts().nics()) {
            String device = nic.device().orElse(nic.mac());
            statistics.nic(new NicCounters(device, moved(RECEIVED_PER_SECOND), moved(SENT_PER_SECOND)));
        }
    }

    private MemorySize moved(MemorySize perSecond) {
        long rate = perSecond.toBytes();
        return MemorySize.ofBytes(worked.toSeconds() * rate + worked.toMillisPart() * rate / MILLIS);
    }
}
