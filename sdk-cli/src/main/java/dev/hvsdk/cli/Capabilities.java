/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
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
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.VirtualHardware;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be done with a host and its guests beyond the core, by the words that the command has for it, in their order. */
final class Capabilities {
    private static final Map<String, Class<? extends GuestCapability>> OF_GUESTS = ofGuests();
    private static final Map<String, Class<? extends HostCapability>> OF_HOSTS = ofHosts();

    private Capabilities() {}

    private static Map<String, Class<? extends GuestCapability>> ofGuests() {
        Map<String, Class<? extends GuestCapability>> types = new LinkedHashMap<>();
        types.put("agent", GuestAgent.class);
        types.put("console", Console.class);
        types.put("device-assignment", DeviceAssignment.class);
        types.put("exec", GuestExec.class);
        types.put("live-migration", LiveMigration.class);
        types.put("native-definition", NativeDefinition.class);
        types.put("power-control", PowerControl.class);
        types.put("resource-tuning", ResourceTuning.class);
        types.put("snapshots", Snapshots.class);
        types.put("state-saving", StateSaving.class);
        types.put("statistics", Statistics.class);
        types.put("virtual-hardware", VirtualHardware.class);
        return types;
    }

    private static Map<String, Class<? extends HostCapability>> ofHosts() {
        Map<String, Class<? extends HostCapability>> types = new LinkedHashMap<>();
        types.put("bulk-statistics", BulkStatistics.class);
        types.put("definition-preview", DefinitionPreview.class);
        types.put("device-control", DeviceControl.class);
        types.put("features", HostFeatures.class);
        types.put("networks", Networks.class);
        types.put("spec-options", dev.hvsdk.api.capability.SpecOptions.class);
        types.put("storage-pools", StoragePools.class);
        return types;
    }

    static Map<String, Support<? extends GuestCapability>> of(Guest guest) {
        Map<String, Support<? extends GuestCapability>> answers = new LinkedHashMap<>();
        OF_GUESTS.forEach((word, type) -> answers.put(word, guest.capability(type)));
        return answers;
    }

    static Map<String, Support<? extends HostCapability>> of(Hypervisor host) {
        Map<String, Support<? extends HostCapability>> answers = new LinkedHashMap<>();
        OF_HOSTS.forEach((word, type) -> answers.put(word, host.capability(type)));
        return answers;
    }
}
