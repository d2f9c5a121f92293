/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.spi.driver.DriverPower;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.xen.internal.dom0.Dom0Capabilities;
import dev.hvsdk.xen.internal.options.XenSpecOptions;

/** What a dom0 can do by {@code xl}, and why not the rest. */
final class XlOffers {
    private XlOffers() {}

    static CapabilityTable<HostContext, GuestContext> of(XlDriver driver) {
        CapabilityTable.Builder<HostContext, GuestContext> table = CapabilityTable.<HostContext, GuestContext>builder()
                .all(Dom0Capabilities.of(driver.tools(), new FileDevices(driver)))
                .guest(
                        PowerControl.class,
                        guest -> Support.available(DriverPower.of(
                                guest, ShutdownMethod.AGENT, (source, about) -> driver.reset(guest.id()))))
                .guest(Statistics.class, guest -> Support.available(new XlStatistics(guest, driver)))
                .guest(ResourceTuning.class, guest -> Support.available(new XlTuning(guest, driver)))
                .guest(StateSaving.class, guest -> Support.available(new XlStateSaving(guest, driver)))
                .guest(VirtualHardware.class, guest -> Support.available(new XlHardware(guest, driver)))
                .guest(Console.class, guest -> Support.available(new XlConsole(guest, driver)))
                .guest(NativeDefinition.class, guest -> Support.available(new XlFile(guest, driver)))
                .host(BulkStatistics.class, host -> Support.available(new XlBulkStatistics(host, driver)))
                .host(DefinitionPreview.class, host -> Support.available(new XlPreview(host, driver)))
                .host(SpecOptions.class, host -> Support.available(new XenSpecOptions()));
        return withReasons(table).build();
    }

    private static CapabilityTable.Builder<HostContext, GuestContext> withReasons(
            CapabilityTable.Builder<HostContext, GuestContext> table) {
        lackOfGuests(table, Snapshots.class, "xl takes no snapshots; what is behind a disk may");
        lackOfGuests(table, GuestAgent.class, "xl talks to no agent in a guest");
        lackOfGuests(table, GuestExec.class, "xl runs no commands in guests; a console may do");
        lackOfHosts(table, Networks.class, "xl has no networks of its own: guests join bridges of dom0");
        lackOfHosts(table, StoragePools.class, "xl has no pools: a disk is a file or a device of dom0");
        return table.guest(
                LiveMigration.class,
                guest -> Support.unavailable(
                        Support.Reason.NOT_IMPLEMENTED,
                        "xl migrates by an SSH of dom0's own, to which nobody here can say a key",
                        "run xl migrate in dom0, or connect by libvirt"));
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
