/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.HostFeatures;
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
import dev.hvsdk.vmware.VsphereConsole;
import dev.hvsdk.vmware.VsphereGuestOperations;
import dev.hvsdk.vmware.VspherePerformance;
import dev.hvsdk.vmware.VsphereServer;
import dev.hvsdk.vmware.VsphereTasks;
import dev.hvsdk.vmware.VsphereTools;
import java.util.function.Function;

/** The capabilities of vSphere: one line each. */
final class VsphereOffers {
    private VsphereOffers() {}

    static CapabilityTable<HostContext, GuestContext> of(Vsphere vsphere) {
        // One for all, since it keeps the names of the counters.
        VspherePerformance performance = new PerformanceReader(vsphere);
        return CapabilityTable.<HostContext, GuestContext>builder()
                .host(BulkStatistics.class, host -> Support.available(new VsphereBulkStatistics(vsphere)))
                .host(DefinitionPreview.class, host -> Support.available(new VspherePreview(vsphere)))
                .host(DeviceControl.class, host -> none("the drivers of a host's devices are ESXi's own business"))
                .host(HostFeatures.class, host -> Support.available(new VsphereHostFeatures(vsphere)))
                .host(Networks.class, host -> Support.available(new VsphereNetworks(vsphere)))
                .host(SpecOptions.class, host -> Support.available(new VsphereSpecOptions()))
                .host(StoragePools.class, host -> Support.available(new VspherePools(vsphere)))
                .host(VspherePerformance.class, host -> Support.available(performance))
                .host(VsphereServer.class, host -> Support.available(new ServerTasks(vsphere)))
                .guest(
                        Console.class,
                        guest -> notYet("serial consoles are not read; screens are seen by VsphereConsole"))
                .guest(DeviceAssignment.class, each(vsphere, VsphereDeviceAssignment::new))
                .guest(GuestAgent.class, guest -> Tools.support(new Machine(vsphere, guest), ToolsAgent::new))
                .guest(
                        GuestExec.class,
                        guest -> notYet("programs are started for a user of the guest, by VsphereGuestOperations"))
                .guest(LiveMigration.class, guest -> none("vCenter moves guests among its own hosts, and to no other"))
                .guest(NativeDefinition.class, each(vsphere, VsphereDefinition::new))
                .guest(PowerControl.class, guest -> Support.available(power(new Machine(vsphere, guest), guest)))
                .guest(ResourceTuning.class, each(vsphere, VsphereTuning::new))
                .guest(Snapshots.class, each(vsphere, VsphereSnapshots::new))
                .guest(StateSaving.class, guest -> none("pause() writes the memory to disk, and resume() reads it"))
                .guest(Statistics.class, each(vsphere, VsphereStatistics::new))
                .guest(VirtualHardware.class, each(vsphere, VsphereHardware::new))
                .guest(VsphereConsole.class, each(vsphere, TicketConsole::new))
                .guest(VsphereGuestOperations.class, guest -> programs(new Machine(vsphere, guest)))
                .guest(VsphereTasks.class, each(vsphere, MachineTasks::new))
                .guest(VsphereTools.class, guest -> tools(new Machine(vsphere, guest)))
                .build();
    }

    /** Guests are asked by VMware Tools alone. */
    private static PowerControl power(Machine machine, GuestContext guest) {
        return DriverPower.of(guest, ShutdownMethod.AGENT, (source, about) -> {
            machine.require("reset", GuestState.RUNNING);
            machine.vsphere().tasks().run(machine.ref(), "ResetVM_Task", source, about);
        });
    }

    private static Support<VsphereTools> tools(Machine guest) {
        return Tools.support(guest, ToolsReading::new);
    }

    private static Support<VsphereGuestOperations> programs(Machine guest) {
        return Tools.support(guest, ToolsPrograms::new);
    }

    private static <C> Support<C> none(String why) {
        return Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, why);
    }

    private static <C> Support<C> notYet(String why) {
        return Support.unavailable(Support.Reason.NOT_IMPLEMENTED, why);
    }

    private static <C extends GuestCapability> Function<GuestContext, Support<C>> each(
            Vsphere vsphere, Function<Machine, ? extends C> maker) {
        return guest -> Support.available(maker.apply(new Machine(vsphere, guest)));
    }
}
