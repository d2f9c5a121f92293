/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.spi.driver.DriverPower;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.CapabilityTable;
import java.util.function.Function;

/** The capabilities of LXD and Incus: one line each. */
final class LxdOffers {
    private LxdOffers() {}

    static CapabilityTable<HostContext, GuestContext> of(Client client) {
        return CapabilityTable.<HostContext, GuestContext>builder()
                .host(BulkStatistics.class, host -> Support.available(new LxdBulkStatistics(client)))
                .host(DefinitionPreview.class, host -> Support.available(new LxdPreview(client)))
                .host(Networks.class, host -> Support.available(new LxdNetworks(client)))
                .host(SpecOptions.class, host -> Support.available(new LxdSpecOptions()))
                .host(StoragePools.class, host -> Support.available(new LxdPools(client)))
                .host(HostFeatures.class, host -> none("the daemon does not tell the features of the host's CPU"))
                .host(DeviceControl.class, host -> none("the daemon does not change the drivers of devices"))
                .guest(Console.class, each(client, LxdConsole::new))
                .guest(ContainerLogs.class, guest -> LxdLogs.of(new Instance(client, guest)))
                .guest(GuestExec.class, each(client, LxdExec::new))
                .guest(NativeDefinition.class, each(client, LxdDefinition::new))
                .guest(
                        PowerControl.class,
                        guest -> Support.available(DriverPower.withoutReset(
                                guest, ShutdownMethod.SIGNAL, "a container has no reset button")))
                .guest(ResourceTuning.class, each(client, LxdTuning::new))
                .guest(Snapshots.class, each(client, LxdSnapshots::new))
                .guest(Statistics.class, each(client, LxdStatistics::new))
                .guest(GuestAgent.class, guest -> none("a container needs no agent: the host sees into it"))
                .build();
    }

    private static <C> Support<C> none(String why) {
        return Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, why);
    }

    private static <C extends GuestCapability> Function<GuestContext, Support<C>> each(
            Client client, Function<Instance, ? extends C> maker) {
        return guest -> Support.available(maker.apply(new Instance(client, guest)));
    }
}
