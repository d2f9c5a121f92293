/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.HostCapability;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Reads the performance counters of guests: rates of CPU, disks and network over the last 20 seconds.
 *
 * <p>vSphere has nothing that grows from the start of a guest, so that these are no part of
 * {@link dev.hvsdk.api.capability.GuestStatistics}. The names of the counters are asked for once a session; a reading is one call for the
 * list of guests and one for the samples of each hundred. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VspherePerformance extends HostCapability {
    /** The counters that the server has, by name. Not all are measured of guests, nor at each level of statistics. */
    List<VsphereCounter> counters();

    /**
     * The newest sample of each guest that matches and runs, of what most ask for: {@code cpu.usage.average},
     * {@code cpu.used.summation}, {@code cpu.ready.summation}, {@code mem.active.average}, {@code mem.consumed.average},
     * {@code virtualDisk.read.average}, {@code virtualDisk.write.average}, {@code net.received.average} and
     * {@code net.transmitted.average}, as far as the server has them.
     */
    VsphereSamples read(GuestQuery query);

    /**
     * The newest sample of each guest that matches and runs.
     *
     * <p>Throws {@link dev.hvsdk.api.HypervisorException.NotFound} if the server has no counter of one of the names.
     *
     * @param counters by name, as {@link #counters()} says it; each of the guest as a whole and of all its parts
     */
    VsphereSamples read(GuestQuery query, Collection<String> counters);
}
