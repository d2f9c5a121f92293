/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.CapabilityTable;

/** The capabilities of LXC: one line each. */
final class LxcOffers {
    private LxcOffers() {}

    static CapabilityTable<HostContext, GuestContext> of(LxcEngine engine, Tools tools) {
        CapabilityTable.Builder<HostContext, GuestContext> table = CapabilityTable.<HostContext, GuestContext>builder()
                .guest(GuestExec.class, guest -> Support.available(new LxcExec(guest, engine, tools)))
                .guest(Console.class, guest -> LxcConsole.of(guest, engine, tools))
                .guest(Snapshots.class, guest -> LxcSnapshots.of(guest, engine, tools))
                .guest(Statistics.class, guest -> Support.available(new LxcStatistics(guest, engine)))
                .guest(ResourceTuning.class, guest -> Support.available(new LxcTuning(guest, engine)))
                .guest(NativeDefinition.class, guest -> Support.available(new LxcDefinition(guest, engine)))
                .host(BulkStatistics.class, host -> Support.available(new LxcBulkStatistics(host, engine)))
                .host(DefinitionPreview.class, host -> Support.available(new LxcPreview(host, engine)));
        return withReasons(table).build();
    }

    private static CapabilityTable.Builder<HostContext, GuestContext> withReasons(
            CapabilityTable.Builder<HostContext, GuestContext> table) {
        lackOfGuests(table, GuestAgent.class, "a container has no agent; commands run in it by GuestExec");
        lackOfGuests(table, VirtualHardware.class, "a container has no virtual hardware");
        lackOfHosts(table, Networks.class, "LXC has no networks of its own: containers join bridges of the host");
        lackOfHosts(table, StoragePools.class, "LXC has no pools: containers are directories of the host");
        return table;
    }

    private static <C extends GuestCapability> void lackOfGuests(
            CapabilityTable.Builder<HostContext, GuestContext> table, Class<C> type, String why) {
        table.guest(type, guest -> Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, why));
    }

    private static <C extends HostCapability> void lackOfHosts(
            CapabilityTable.Builder<HostContext, GuestContext> table, Class<C> type, String why) {
        table.host(type, host -> Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, why));
    }
}
