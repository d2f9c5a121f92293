/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.containers.internal.host.ContainerContext;
import dev.hvsdk.containers.internal.host.EngineContext;
import dev.hvsdk.spi.support.CapabilityTable;
import java.util.function.Function;

/** The capabilities of LXD and Incus: one line each. */
final class LxdOffers {
    private LxdOffers() {}

    static CapabilityTable<EngineContext, ContainerContext> of(Client client) {
        return CapabilityTable.<EngineContext, ContainerContext>builder()
                .host(BulkStatistics.class, host -> Support.available(new LxdBulkStatistics(client)))
                .guest(GuestExec.class, each(client, LxdExec::new))
                .guest(Statistics.class, each(client, LxdStatistics::new))
                .guest(ResourceTuning.class, each(client, LxdTuning::new))
                .guest(Snapshots.class, each(client, LxdSnapshots::new))
                .build();
    }

    private static <C extends GuestCapability> Function<ContainerContext, Support<C>> each(
            Client client, Function<Instance, ? extends C> maker) {
        return guest -> Support.available(maker.apply(new Instance(client, guest)));
    }
}
