/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;

/** The counters of one guest, as those of all. Thread-safe. */
final class XlStatistics implements Statistics {
    private final GuestContext guest;
    private final XlDriver driver;

    XlStatistics(GuestContext guest, XlDriver driver) {
        this.guest = guest;
        this.driver = driver;
    }

    @Override
    public GuestStatistics read() {
        guest.host().state().checkOpen();
        ErrorFactory errors = guest.errors("read statistics");
        Counters counters = driver.counters(errors);
        Entry entry = driver.entry(errors, guest.id());
        if (!entry.state().isActive()) {
            throw errors.remedy("start it first")
                    .wrongState("it is " + entry.state().id());
        }
        return XlBulkStatistics.of(entry, counters);
    }
}
