/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.libvirt.DomainCapabilities;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.spi.support.CapabilityTable;

/** The table of the capabilities that all families share. Thread-safe. */
public final class SharedCapabilities {
    private SharedCapabilities() {}

    /** All that a family has: the shared ones, and over them its own. */
    public static CapabilityTable<HostAccess, GuestAccess> with(LibvirtFamily family) {
        return CapabilityTable.<HostAccess, GuestAccess>builder()
                // Of guests, one line each.
                .guest(DeviceAssignment.class, LibvirtDeviceAssignment::of)
                .guest(LiveMigration.class, guest -> guest.ifTouchable(() -> LibvirtMigration.of(guest)))
                .guest(NativeDefinition.class, guest -> Support.available(new LibvirtDefinition(guest)))
                .guest(Console.class, LibvirtConsole::of)
                .guest(PowerControl.class, guest -> guest.ifTouchable(() -> Support.available(new LibvirtPower(guest))))
                .guest(Snapshots.class, LibvirtSnapshots::of)
                .guest(ResourceTuning.class, LibvirtTuning::of)
                .guest(StateSaving.class, guest -> guest.ifTouchable(() -> LibvirtStateSaving.of(guest)))
                .guest(Statistics.class, guest -> Support.available(new LibvirtStatistics(guest)))
                .guest(VirtualHardware.class, guest -> LibvirtHardware.of(guest, family))
                // Of hosts, one line each.
                .host(BulkStatistics.class, host -> Support.available(new LibvirtBulkStatistics(host)))
                .host(StoragePools.class, LibvirtStoragePools::of)
                .host(Networks.class, LibvirtNetworks::of)
                .host(DefinitionPreview.class, host -> Support.available(new LibvirtPreview(family, host)))
                .host(HostFeatures.class, LibvirtHostFeatures::of)
                .host(DeviceControl.class, LibvirtDeviceControl::of)
                .host(DomainCapabilities.class, LibvirtDomainCapabilities::of)
                // The family last: what it offers takes the place of what is shared.
                .all(family.capabilities())
                .build();
    }
}
