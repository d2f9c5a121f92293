/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.tool.Domain;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counters of all guests by two commands, however many there are. Thread-safe. */
final class XlBulkStatistics implements BulkStatistics {
    private final HostContext host;
    private final XlDriver driver;

    XlBulkStatistics(HostContext host, XlDriver driver) {
        this.host = host;
        this.driver = driver;
    }

    @Override
    public StatisticsListing read(GuestQuery query) {
        host.state().checkOpen();
        ErrorFactory errors = host.errors("read statistics");
        Counters counters = driver.counters(errors);
        Map<GuestId, GuestStatistics> all = new LinkedHashMap<>();
        driver.folder().survey(errors).all().stream()
                .filter(entry -> entry.state().isActive() && query.matches(driver.info(entry)))
                .forEach(entry -> all.put(entry.id(), of(entry, counters)));
        return StatisticsListing.of(all, List.of());
    }

    static GuestStatistics of(Entry entry, Counters counters) {
        Domain domain = entry.domain().orElseThrow();
        GuestStatistics.Builder statistics =
                GuestStatistics.builder(Instant.now()).cpuTime(domain.cpuTime()).memoryAssigned(domain.memory());
        counters.disks(domain.id()).forEach(statistics::disk);
        counters.nics(domain.id()).forEach(statistics::nic);
        return statistics.build();
    }
}
