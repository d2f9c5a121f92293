/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.capability.StoragePools;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which capabilities a fake host has; the set is made from the answers, so that the two cannot disagree. */
final class HostAnswers {
    static final List<Class<? extends HostCapability>> PORTABLE = List.of(
            DefinitionPreview.class,
            HostFeatures.class,
            BulkStatistics.class,
            DeviceControl.class,
            Networks.class,
            SpecOptions.class,
            StoragePools.class);

    private HostAnswers() {}

    static Set<Class<? extends HostCapability>> available(FakeConnection connection) {
        return PORTABLE.stream()
                .filter(type -> find(connection, type).isAvailable())
                .collect(Collectors.toUnmodifiableSet());
    }

    static <C extends HostCapability> Support<C> find(FakeConnection connection, Class<C> type) {
        Refusal recorded = connection.blueprint().answers().ofHost(type);
        if (recorded != null) {
            return recorded.answer();
        }
        if (type == HostFeatures.class) {
            return Support.available(type.cast(new FakeHostFeatures(connection)));
        }
        if (type == DefinitionPreview.class) {
            return Support.available(type.cast(new FakeDefinitionPreview(connection)));
        }
        if (type == BulkStatistics.class) {
            return Support.available(type.cast(new FakeBulkStatistics(connection)));
        }
        if (type == Networks.class) {
            return Support.available(type.cast(new FakeNetworks(connection)));
        }
        if (type == DeviceControl.class && hasDom0OrLinux(connection.family())) {
            return Support.available(type.cast(new FakeDeviceControl(connection)));
        }
        if (type == SpecOptions.class && connection.family() == Family.KVM) {
            return Support.available(type.cast(new FakeSpecOptions()));
        }
        if (type == StoragePools.class && connection.family().hasMachines()) {
            return Support.available(type.cast(new FakeStoragePools(connection)));
        }
        return refusal(connection.family(), type).answer();
    }

    /** Whether its devices are under the drivers of a Linux that can be told to let go of them. */
    private static boolean hasDom0OrLinux(Family family) {
        return family == Family.KVM || family == Family.XEN;
    }

    private static Refusal refusal(Family family, Class<? extends HostCapability> type) {
        if (type == DeviceControl.class && !family.hasMachines()) {
            return Refusal.noSuchConcept("a container engine does not bind devices to drivers");
        }
        if (type == SpecOptions.class) {
            return Refusal.noSuchConcept(
                    "guests of a fake " + family.id() + " host are made without options of their own");
        }
        return PORTABLE.contains(type) ? Refusal.notImplemented(type) : Refusal.unknown(type);
    }
}
