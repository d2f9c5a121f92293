/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.VirtualHardware;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which capabilities a guest of a fake host has; the set is made from the answers, so that the two cannot disagree. */
final class GuestAnswers {
    static final List<Class<? extends GuestCapability>> PORTABLE = List.of(
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

    private static final Map<Class<?>, Function<FakeGuest, GuestCapability>> IMITATED = Map.ofEntries(
            Map.entry(Console.class, FakeConsole::new),
            Map.entry(DeviceAssignment.class, FakeDeviceAssignment::new),
            Map.entry(GuestAgent.class, FakeGuestAgent::new),
            Map.entry(GuestExec.class, FakeGuestExec::new),
            Map.entry(LiveMigration.class, FakeLiveMigration::new),
            Map.entry(NativeDefinition.class, FakeNativeDefinition::new),
            Map.entry(PowerControl.class, FakePowerControl::new),
            Map.entry(ResourceTuning.class, FakeResourceTuning::new),
            Map.entry(Snapshots.class, FakeSnapshots::new),
            Map.entry(StateSaving.class, FakeStateSaving::new),
            Map.entry(Statistics.class, FakeStatistics::new),
            Map.entry(VirtualHardware.class, FakeVirtualHardware::new));

    private static final Map<Class<?>, Refusal> NOT_FOR_CONTAINERS = Map.of(
            DeviceAssignment.class,
            new Refusal(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "a container has the devices that it was made with",
                    "give the device in the GuestSpec"),
            LiveMigration.class,
            Refusal.noSuchConcept("a container does not move to another host while it runs"),
            Snapshots.class,
            Refusal.noSuchConcept("Docker has no snapshots that a container could go back to"),
            StateSaving.class,
            Refusal.noSuchConcept("the memory of a container is that of its processes, and only CRIU could write it"),
            VirtualHardware.class,
            Refusal.noSuchConcept("a container has file systems and interfaces of its host, and no hardware"));

    private static final Map<Class<?>, Refusal> NOT_FOR_VSPHERE = Map.of(
            Console.class,
            Refusal.noSuchConcept(
                    "the API of vSphere gives no text console, and a ticket instead of a display's address"),
            StateSaving.class,
            new Refusal(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "the suspension of vSphere is its pause, which writes the memory to disk",
                    "use pause() and resume()"));

    private static final Map<Class<?>, Refusal> NOT_FOR_XEN = Map.of(
            GuestAgent.class,
            Refusal.noSuchConcept("the toolstack of Xen has no agent in its guests"),
            GuestExec.class,
            Refusal.noSuchConcept("the toolstack of Xen has no agent in its guests"),
            Snapshots.class,
            Refusal.noSuchConcept("the toolstack of Xen has no snapshots"));

    private GuestAnswers() {}

    static Set<Class<? extends GuestCapability>> available(FakeGuest guest, GuestState state) {
        return PORTABLE.stream()
                .filter(type -> find(guest, state, type).isAvailable())
                .collect(Collectors.toUnmodifiableSet());
    }

    static <C extends GuestCapability> Support<C> find(FakeGuest guest, GuestState state, Class<C> type) {
        Refusal recorded = guest.connection().blueprint().answers().ofGuest(guest.id(), state, type);
        if (recorded != null) {
            return recorded.answer();
        }
        Refusal conceptual = conceptual(guest.connection().family(), type);
        if (conceptual != null) {
            return conceptual.answer();
        }
        Function<FakeGuest, GuestCapability> imitated = IMITATED.get(type);
        if (imitated != null) {
            return Support.available(type.cast(imitated.apply(guest)));
        }
        return (PORTABLE.contains(type) ? Refusal.notImplemented(type) : Refusal.unknown(type)).answer();
    }

    private static @Nullable Refusal conceptual(Family family, Class<?> type) {
        return switch (family) {
            case KVM -> null;
            case XEN -> NOT_FOR_XEN.get(type);
            case VSPHERE -> NOT_FOR_VSPHERE.get(type);
            case CONTAINERS -> NOT_FOR_CONTAINERS.get(type);
        };
    }
}
