/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.internal.link.Purpose;
import dev.hvsdk.spi.support.Deadline;
import java.time.Duration;

/** The counters of all domains by one call. Immutable. */
final class LibvirtBulkStatistics implements BulkStatistics {
    /** Each guest that hangs holds up one call, and later ones pass it over; so many may begin to hang between two readings. */
    private static final int ATTEMPTS = 3;

    /** Beside the attempts, one share of the time is for what needs no monitor. */
    private static final int SHARES = ATTEMPTS + 1;

    /** More than a host of a thousand guests takes. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final HostAccess host;

    LibvirtBulkStatistics(HostAccess host) {
        this.host = host;
    }

    @Override
    public StatisticsListing read(GuestQuery query) {
        StatisticsRecords records = new StatisticsRecords(host, query);
        Deadline deadline = host.link().deadline();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return read(records, Counters.ALL, share(deadline.allowed()));
            } catch (HypervisorException.TimedOut e) {
                // A guest's monitor hangs: libvirt now knows that it is busy, and the next call passes it over.
            }
        }
        return read(records, Counters.SAFE, deadline);
    }

    private static Deadline share(Duration allowed) {
        Duration share = allowed.dividedBy(SHARES);
        return Deadline.after(share.compareTo(LONGEST) > 0 ? LONGEST : share);
    }

    private StatisticsListing read(StatisticsRecords records, int groups, Deadline deadline) {
        return host.link()
                .read(
                        Purpose.of(StatisticsRecords.OPERATION),
                        deadline,
                        connection -> records.read(connection, groups));
    }
}
