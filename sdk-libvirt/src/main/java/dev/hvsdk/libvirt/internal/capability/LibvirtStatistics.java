/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.libvirt.internal.host.GuestAccess;

/** The counters of one domain. Immutable. */
final class LibvirtStatistics implements Statistics {
    private final GuestAccess guest;

    LibvirtStatistics(GuestAccess guest) {
        this.guest = guest;
    }

    @Override
    public GuestStatistics read() {
        return guest.host().link().countDomain(StatisticsRecords.OPERATION, guest.id(), this::read);
    }

    private GuestStatistics read(long domain) {
        GuestInfo info = guest.info(domain);
        // What has stopped has no counters, and libvirt's other ways would be an error.
        return info.state().isActive()
                ? StatisticsRecords.one(guest.host(), domain)
                : Counters.begin(info).build();
    }
}
