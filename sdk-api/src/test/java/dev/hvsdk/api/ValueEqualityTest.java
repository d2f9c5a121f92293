/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestInterface;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.MemoryInfo;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings, specifications and events are values: equal if all that they say is. */
class ValueEqualityTest {
    private static final GuestId ID = GuestId.of("7");

    @ParameterizedTest
    @ValueSource(
            classes = {
                GuestInfo.class,
                HostInfo.class,
                HypervisorInfo.class,
                GuestListing.class,
                GuestQuery.class,
                GuestSpec.class,
                DiskSpec.class,
                NicSpec.class,
                Progress.class,
                Support.Unavailable.class,
                BootSource.Kernel.class,
                CpuInfo.class,
                CpuTopology.class,
                MemoryInfo.class,
                FeatureReport.class,
                VirtualizationLayer.class,
                Assignability.class,
                PciDevice.class,
                UsbDevice.class,
                MediatedDevice.class,
                DeviceNode.class
            })
    void holdsForGuestsHostsAndMachines(Class<?> type) {
        verify(type);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Snapshot.class,
                SnapshotSpec.class,
                ResourceLimits.class,
                GuestStatistics.class,
                StoragePool.class,
                StorageVolume.class,
                VolumeSpec.class,
                VirtualNetwork.class,
                NetworkSpec.class,
                MigrationOptions.class,
                ExecSpec.class,
                ExecResult.class,
                DevicePlan.class,
                ShutdownOptions.class,
                GuestDisk.class,
                GuestNic.class,
                GuestInterface.class,
                PoolSpec.class,
                StatisticsListing.class,
                SpecOption.class
            })
    void holdsForCapabilities(Class<?> type) {
        verify(type);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                GuestEvent.Defined.class,
                GuestEvent.Undefined.class,
                GuestEvent.Changed.class,
                GuestEvent.StateChanged.class,
                HypervisorEvent.Lost.class,
                HypervisorEvent.Reconnected.class
            })
    void holdsForEvents(Class<?> type) {
        verify(type);
    }

    private static void verify(Class<?> type) {
        EqualsVerifier.forClass(type)
                .withPrefabValues(HypervisorException.class, hangs("one"), hangs("another"))
                // A null that gets past the builders by mistake shall not fail here too.
                .suppress(Warning.NULL_FIELDS)
                .verify();
    }

    private static HypervisorException hangs(String what) {
        return new HypervisorException.TimedOut(ErrorDetails.builder(what).build());
    }

    @Test
    void unreadableGuestsAreEqualIfTheyFailedAlike() {
        UnreadableGuest guest = UnreadableGuest.of(ID, "web", hangs("no answer"));
        assertThat(guest).isEqualTo(UnreadableGuest.of(ID, "web", hangs("no answer")));
        assertThat(guest).hasSameHashCodeAs(UnreadableGuest.of(ID, "web", hangs("no answer")));
        assertThat(guest)
                .isNotEqualTo(UnreadableGuest.of(GuestId.of("8"), "web", hangs("no answer")))
                .isNotEqualTo(UnreadableGuest.of(ID, "db", hangs("no answer")))
                .isNotEqualTo(UnreadableGuest.of(ID, hangs("no answer")))
                .isNotEqualTo(UnreadableGuest.of(ID, "web", hangs("another")))
                .isNotEqualTo(UnreadableGuest.of(ID, "web", refuses("no answer")))
                .isNotEqualTo("web");
    }

    @Test
    void anUnreadableGuestHasANameIfTheHostToldIt() {
        assertThat(UnreadableGuest.of(ID, "web", hangs("no answer"))).hasToString("web: no answer");
        assertThat(UnreadableGuest.of(ID, "web", hangs("no answer")).name()).contains("web");
        assertThat(UnreadableGuest.of(ID, hangs("no answer"))).hasToString("7: no answer");
        assertThat(UnreadableGuest.of(ID, hangs("no answer")).name()).isEmpty();
    }

    private static HypervisorException refuses(String what) {
        return new HypervisorException.PermissionDenied(
                ErrorDetails.builder(what).build());
    }

    @Test
    void twoCpusAndTwoPointZeroCpusAreOneLimit() {
        assertThat(cpus("2")).isEqualTo(cpus("2.0")).hasSameHashCodeAs(cpus("2.0"));
        assertThat(cpus("2")).isNotEqualTo(cpus("2.5"));
        assertThat(cpus("2.0").cpuLimit()).contains(new BigDecimal("2.0"));
    }

    private static ResourceLimits cpus(String limit) {
        return ResourceLimits.builder().cpuLimit(new BigDecimal(limit)).build();
    }

    @Test
    void whatACommandReadsAndWritesIsComparedByContent() {
        assertThat(cat("a")).isEqualTo(cat("a")).hasSameHashCodeAs(cat("a")).isNotEqualTo(cat("b"));
        assertThat(wrote("a")).isEqualTo(wrote("a")).hasSameHashCodeAs(wrote("a"));
        assertThat(wrote("a")).isNotEqualTo(wrote("b"));
    }

    private static ExecSpec cat(String input) {
        return ExecSpec.builder(List.of("cat")).input(bytes(input)).build();
    }

    private static ExecResult wrote(String text) {
        return ExecResult.of(0, bytes(text), bytes(""), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anEnvironmentKeepsItsOrder() {
        ExecSpec.Builder builder = ExecSpec.builder(List.of("env"));
        List<String> names = List.of("ZETA", "ALPHA", "MU", "BETA", "OMEGA", "DELTA");
        names.forEach(name -> builder.environment(name, "1"));
        ExecSpec spec = builder.build();
        builder.environment("LATER", "1");
        assertThat(spec.environment().keySet()).containsExactlyElementsOf(names);
    }
}
