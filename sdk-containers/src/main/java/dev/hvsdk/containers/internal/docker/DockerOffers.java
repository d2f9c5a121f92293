/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.containers.ContainerInspection;
import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.spi.driver.DriverPower;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.CapabilityTable;
import java.util.function.Function;

/** The capabilities of Docker and Podman: one line each. */
final class DockerOffers {
    private DockerOffers() {}

    static CapabilityTable<HostContext, GuestContext> of(Client client) {
        return CapabilityTable.<HostContext, GuestContext>builder()
                .all(NoNotion.table())
                .host(SpecOptions.class, host -> Support.available(new DockerSpecOptions()))
                .host(DefinitionPreview.class, host -> Support.available(new DockerPreview(client)))
                .guest(
                        PowerControl.class,
                        guest -> Support.available(DriverPower.withoutReset(
                                guest, ShutdownMethod.SIGNAL, "a container has no reset button")))
                .guest(ContainerInspection.class, each(client, DetailsJson::new))
                .guest(GuestExec.class, each(client, DockerExec::new))
                .guest(ContainerLogs.class, each(client, DockerLogs::new))
                .guest(Statistics.class, each(client, DockerStatistics::new))
                .guest(ResourceTuning.class, guest -> tuning(client, guest))
                .guest(NativeDefinition.class, each(client, DockerDefinition::new))
                .all(HostOffers.of(client))
                .build();
    }

    private static <C extends GuestCapability> Function<GuestContext, Support<C>> each(
            Client client, Function<Container, ? extends C> maker) {
        return guest -> Support.available(maker.apply(new Container(client, guest)));
    }

    private static Support<ResourceTuning> tuning(Client client, GuestContext guest) {
        return client.greeting().canUpdate()
                ? Support.available(new DockerTuning(new Container(client, guest)))
                : Support.unavailable(
                        Support.Reason.TOO_OLD,
                        "Podman before version 5 changes no limits by its API",
                        "update Podman");
    }
}
