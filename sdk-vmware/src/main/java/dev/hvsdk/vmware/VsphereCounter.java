/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import org.apiguardian.api.API;

/**
 * What a server measures: one of its performance counters.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param name group, key and roll-up with dots, as VMware's documents write it: {@code cpu.usage.average}
 * @param unit the server's word for the unit: {@code percent}, {@code kiloBytesPerSecond}, {@code millisecond}
 * @param kind {@code absolute} for what holds at the moment, {@code rate} for what happens per second, {@code delta} for what
 *     happened in the interval of the sample alone
 * @param meaning what it is, in the server's words
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record VsphereCounter(String name, String unit, String kind, String meaning) {
    /** Name and unit. */
    @Override
    public String toString() {
        return name + " in " + unit;
    }
}
