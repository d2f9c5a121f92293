/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.containers.ContainerImages;
import dev.hvsdk.containers.ContainerStatistics;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.CapabilityTable;
import java.util.function.Function;

/** What the engine keeps beside its containers, and what goes into and out of them. */
final class HostOffers {
    private HostOffers() {}

    static CapabilityTable<HostContext, GuestContext> of(Client client) {
        return CapabilityTable.<HostContext, GuestContext>builder()
                .host(BulkStatistics.class, host -> Support.available(new DockerBulkStatistics(client)))
                .host(Networks.class, host -> Support.available(new DockerNetworks(client)))
                .host(StoragePools.class, host -> Support.available(new DockerVolumes(client)))
                .guest(ContainerStatistics.class, each(client, DockerCounters::new))
                .guest(ContainerImages.class, each(client, DockerImages::new))
                .guest(Console.class, each(client, DockerConsole::new))
                .guest(Snapshots.class, guest -> noSnapshots())
                .build();
    }

    private static <C extends GuestCapability> Function<GuestContext, Support<C>> each(
            Client client, Function<Container, ? extends C> maker) {
        return guest -> Support.available(maker.apply(new Container(client, guest)));
    }

    private static Support<Snapshots> noSnapshots() {
        return Support.unavailable(
                Support.Reason.NO_SUCH_CONCEPT,
                "a container cannot go back to an image that was made of it: that would be another container",
                "keep its files by ContainerImages.commit, and define another container from that image");
    }
}
