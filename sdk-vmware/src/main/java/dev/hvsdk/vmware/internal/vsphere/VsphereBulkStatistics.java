/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The counters of all guests by one reading of the inventory. Thread-safe. */
final class VsphereBulkStatistics implements BulkStatistics {
    private final Vsphere vsphere;

    VsphereBulkStatistics(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public StatisticsListing read(GuestQuery query) {
        List<ObjectContent> all = vsphere.properties()
                .all(Vsphere.GUEST, VsphereStatistics.PATHS, vsphere.errors("read statistics"), Optional::of);
        Instant time = Instant.now();
        Map<GuestId, GuestStatistics> found = new LinkedHashMap<>();
        List<UnreadableGuest> incomplete = new ArrayList<>();
        for (ObjectContent one : all) {
            Listed listed = Listed.of(one, vsphere);
            incomplete.addAll(listed.unreadable().stream().toList());
            listed.guest()
                    .filter(guest -> guest.state().isActive() && query.matches(guest))
                    .map(GuestInfo::id)
                    .ifPresent(id -> found.put(id, VsphereStatistics.of(one, time)));
        }
        return StatisticsListing.of(found, incomplete);
    }
}
