/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
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
import java.util.List;

/** The capabilities of {@code dev.hvsdk.api.capability}. */
final class PortableCapabilities {
    static final List<Class<? extends GuestCapability>> OF_GUESTS = List.of(
            Console.class,
            DeviceAssignment.class,
            GuestAgent.class,
            GuestExec.class,
            LiveMigration.class,
            NativeDefinition.class,
            PowerControl.class,
            ResourceTuning.class,
            Snapshots.class,
            StateSaving.class,
            Statistics.class,
            VirtualHardware.class);

    static final List<Class<? extends HostCapability>> OF_HOSTS = List.of(
            BulkStatistics.class,
            DefinitionPreview.class,
            DeviceControl.class,
            HostFeatures.class,
            Networks.class,
            SpecOptions.class,
            StoragePools.class);

    private PortableCapabilities() {}
}
