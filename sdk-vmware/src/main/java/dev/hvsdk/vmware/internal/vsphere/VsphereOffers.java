/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestCapability;
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
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.CapabilityTable;
import java.util.function.Function;

/** The capabilities of vSphere: one line each. */
final class VsphereOffers {
    private VsphereOffers() {}

    static CapabilityTable<HostContext, GuestContext> of(Vsphere vsphere) {
        return CapabilityTable.<HostContext, GuestContext>builder()
                .host(BulkStatistics.class, host -> Support.available(new VsphereBulkStatistics(vsphere)))
                .host(DefinitionPreview.class, host -> notYet("the request that makes a guest is not shown before"))
                .host(DeviceControl.class, host -> none("the drivers of a host's devices are ESXi's own business"))
                .host(HostFeatures.class, host -> Support.available(new VsphereHostFeatures(vsphere)))
                .host(Networks.class, host -> Support.available(new VsphereNetworks(vsphere)))
                .host(SpecOptions.class, host -> notYet("guests are made with the hardware that the SDK chooses"))
                .host(StoragePools.class, host -> Support.available(new VspherePools(vsphere)))
                .guest(Console.class, guest -> none("the server's consoles are seen by tickets, used once: no address"))
                .guest(DeviceAssignment.class, each(vsphere, VsphereDeviceAssignment::new))
                .guest(GuestAgent.class, guest -> notYet("what VMware Tools tell of a guest is not read"))
                .guest(GuestExec.class, guest -> notYet("VMware Tools start programs for a user of the guest only"))
                .guest(LiveMigration.class, guest -> none("vCenter moves guests among its own hosts, and to no other"))
                .guest(NativeDefinition.class, each(vsphere, VsphereDefinition::new))
                .guest(PowerControl.class, each(vsphere, VspherePower::new))
                .guest(ResourceTuning.class, each(vsphere, VsphereTuning::new))
                .guest(Snapshots.class, each(vsphere, VsphereSnapshots::new))
                .guest(StateSaving.class, guest -> none("pause() writes the memory to disk, and resume() reads it"))
                .guest(Statistics.class, each(vsphere, VsphereStatistics::new))
                .guest(VirtualHardware.class, guest -> notYet("a guest keeps the disks and cards it was made with"))
                .build();
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
