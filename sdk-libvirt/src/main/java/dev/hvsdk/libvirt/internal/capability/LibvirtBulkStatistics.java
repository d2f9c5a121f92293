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
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import dev.hvsdk.spi.support.Deadline;
import java.time.Duration;

/** The counters of all domains by one call. Immutable. */
final class LibvirtBulkStatistics implements BulkStatistics {
    /** Each guest that hangs holds up one call, and later ones pass it over; so many may begin to hang between two readings. */
    private static final int ATTEMPTS = 4;

    /** Beside the attempts, one share of the time is for what needs no monitor. */
    private static final int SHARES = ATTEMPTS + 1;

    /** Longer than the patience after which a guest is said to hang: the next attempt has to find that it does. */
    private static final Duration LEAST = Duration.ofMillis(1500);

    /** As measured, a guest takes less than a third of this. */
    private static final Duration EACH = Duration.ofMillis(10);

    private final HostAccess host;

    LibvirtBulkStatistics(HostAccess host) {
        this.host = host;
    }

    @Override
    public StatisticsListing read(GuestQuery query) {
        StatisticsRecords records = new StatisticsRecords(host, query);
        Deadline deadline = host.link().deadline();
        Duration share = share(deadline.allowed());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return everything(records, Deadline.after(share));
            } catch (HypervisorException.TimedOut e) {
                // A guest's monitor hangs: libvirt now knows that it is busy, and the next call passes it over.
            }
        }
        return withoutMonitors(records, deadline);
    }

    private Duration share(Duration allowed) {
        int guests = host.read(
                StatisticsRecords.OPERATION, connection -> Vir.check(VirConnect.virConnectNumOfDomains(connection)));
        Duration enough = LEAST.plus(EACH.multipliedBy(guests));
        Duration most = allowed.dividedBy(SHARES);
        return enough.compareTo(most) < 0 ? enough : most;
    }

    private StatisticsListing everything(StatisticsRecords records, Deadline deadline) {
        return host.link()
                .count(
                        Purpose.of(StatisticsRecords.OPERATION),
                        deadline,
                        connection -> records.read(connection, Counters.ALL));
    }

    private StatisticsListing withoutMonitors(StatisticsRecords records, Deadline deadline) {
        return host.link()
                .read(
                        Purpose.of(StatisticsRecords.OPERATION),
                        deadline,
                        connection -> records.read(connection, Counters.SAFE));
    }
}
