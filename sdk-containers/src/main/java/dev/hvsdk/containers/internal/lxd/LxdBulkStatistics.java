/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.StatisticsListing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counters of all instances by one call, which gives all or none. Thread-safe. */
final class LxdBulkStatistics implements BulkStatistics {
    private final Client client;

    LxdBulkStatistics(Client client) {
        this.client = client;
    }

    @Override
    public StatisticsListing read(GuestQuery query) {
        JsonNode all = client.read(
                client.request("GET", "instances").query("recursion", "2"),
                client.context().errors("read statistics"));
        Instant time = Instant.now();
        Map<GuestId, GuestStatistics> found = new LinkedHashMap<>();
        for (JsonNode one : all) {
            GuestInfo guest = InstanceJson.info(one, client.greeting().dialect());
            if (guest.state().isActive() && query.matches(guest)) {
                found.put(guest.id(), LxdStatistics.read(one, time));
            }
        }
        return StatisticsListing.of(found, List.of());
    }
}
