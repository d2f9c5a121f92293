/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PciAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of the capabilities do beyond keeping what they were given. */
class CapabilityValuesTest {
    private static final PciAddress NIC = PciAddress.parse("0000:3b:00.0");

    @ParameterizedTest
    @ValueSource(
            classes = {
                Snapshots.class,
                DeviceAssignment.class,
                LiveMigration.class,
                Console.class,
                GuestExec.class,
                ResourceTuning.class,
                Statistics.class,
                NativeDefinition.class,
                PowerControl.class,
                StateSaving.class,
                VirtualHardware.class,
                GuestAgent.class
            })
    void aCapabilityOfAGuestIsOne(Class<?> type) {
        assertThat(type).isInterface().isAssignableTo(GuestCapability.class);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {StoragePools.class, Networks.class, HostFeatures.class, DeviceControl.class, BulkStatistics.class
            })
    void aCapabilityOfAHostIsOne(Class<?> type) {
        assertThat(type).isInterface().isAssignableTo(HostCapability.class);
    }

    @Test
    void patienceAndStallLimitsArePositive() {
        for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ShutdownOptions.builder().patience(none));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MigrationOptions.builder().stallLimit(none));
        }
    }

    @Test
    void methodsAreTriedInTheOrderInWhichTheyWereAdded() {
        ShutdownOptions.Builder builder =
                ShutdownOptions.builder().method(ShutdownMethod.SIGNAL).method(ShutdownMethod.AGENT);
        ShutdownOptions options = builder.build();
        builder.method(ShutdownMethod.ACPI);
        assertThat(options.methods()).containsExactly(ShutdownMethod.SIGNAL, ShutdownMethod.AGENT);
        assertThat(options.patience()).isEmpty();
        assertThat(options.stopAfterwards()).isFalse();
    }

    @Test
    void methodsAndPlacesHaveTheirWordsInText() {
        assertThat(ShutdownMethod.values()).extracting(ShutdownMethod::id).containsExactly("agent", "acpi", "signal");
        assertThat(SnapshotStorage.values()).extracting(SnapshotStorage::id).containsExactly("internal", "external");
    }

    @Test
    void hardwareSaysWhatItIsCalledAndWhatIsBehindIt() {
        assertThat(GuestDisk.builder("sr0").removable(true).build()).hasToString("sr0");
        assertThat(GuestDisk.builder("vda").source("/images/web.qcow2").build()).hasToString("vda: /images/web.qcow2");
        assertThat(GuestNic.builder("52:54:00:00:00:01").network("lan").build()).hasToString("52:54:00:00:00:01");
        assertThat(GuestInterface.builder("eth0").address("192.0.2.7/24").build())
                .hasToString("eth0");
        assertThat(PoolSpec.builder("fast", "/nvme").type("dir").build()).hasToString("fast");
    }

    @Test
    void aListingOfCountersKeepsTheOrderOfTheHost() {
        Map<GuestId, GuestStatistics> guests = new LinkedHashMap<>();
        for (String id : List.of("9", "1", "5", "3", "7", "2")) {
            guests.put(GuestId.of(id), GuestStatistics.builder(Instant.EPOCH).build());
        }
        List<GuestId> order = List.copyOf(guests.keySet());
        StatisticsListing listing = StatisticsListing.of(guests, List.of());
        guests.clear();
        assertThat(listing.asMap().keySet()).containsExactlyElementsOf(order);
        assertThatThrownBy(() -> listing.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(listing).hasToString("6 guests");
    }

    @Test
    void aListingOfCountersSaysWhoseItHasAndWhoseItLacks() {
        GuestStatistics counters = GuestStatistics.builder(Instant.EPOCH).build();
        UnreadableGuest hung = UnreadableGuest.of(
                GuestId.of("2"),
                new HypervisorException.TimedOut(
                        ErrorDetails.builder("no answer").build()));
        StatisticsListing listing = StatisticsListing.of(Map.of(GuestId.of("1"), counters), List.of(hung));
        assertThat(listing.find(GuestId.of("1"))).containsSame(counters);
        assertThat(listing.find(GuestId.of("2"))).isEmpty();
        assertThat(listing.incomplete()).containsExactly(hung);
        assertThat(listing).hasToString("1 guests, 1 unreadable");
    }

    @Test
    void aCommandHasAName() {
        assertThatIllegalArgumentException().isThrownBy(ExecSpec::of);
        assertThat(ExecSpec.of("ls", "-l").command()).containsExactly("ls", "-l");
    }

    @Test
    void aCommandShowsNoneOfItsArgumentsOrVariables() {
        ExecSpec spec = ExecSpec.builder(List.of("login", "--password=geheim"))
                .environment("TOKEN", "geheim")
                .input("geheim".getBytes(StandardCharsets.UTF_8))
                .build();
        assertThat(spec).hasToString("login");
    }

    @Test
    void aCommandDoesNotChange() {
        byte[] input = {1};
        List<String> command = new ArrayList<>(List.of("cat"));
        ExecSpec spec = ExecSpec.builder(command).input(input).build();
        command.add("more");
        input[0] = 2;
        spec.input()[0] = 3;
        assertThat(spec.input()).containsExactly(1);
        assertThat(spec.command()).containsExactly("cat");
        assertThatThrownBy(() -> spec.environment().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aResultDoesNotChange() {
        byte[] output = "gr\u00fc\u00df".getBytes(StandardCharsets.UTF_8);
        byte[] error = {'e'};
        ExecResult result = ExecResult.of(137, output, error, true);
        output[0] = 'X';
        error[0] = 'X';
        result.output()[1] = 'X';
        result.error()[0] = 'X';
        assertThat(result.outputText()).isEqualTo("gr\u00fc\u00df");
        assertThat(result.errorText()).isEqualTo("e");
        assertThat(result.exitCode()).isEqualTo(137);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void aPlanIsRefusedWhenAnythingSpeaksAgainstIt() {
        DeviceChange change = new DeviceChange.BindToVfio(NIC);
        DevicePlan fine = DevicePlan.of(change, List.of("write vfio-pci to driver_override"), List.of());
        assertThat(fine.isRefused()).isFalse();
        assertThat(fine.change()).isEqualTo(change);
        assertThat(fine.steps()).hasSize(1);
        Blocker route = new Blocker(Blocker.Kind.CARRIES_DEFAULT_ROUTE, "it carries the default route");
        DevicePlan refused = DevicePlan.of(change, List.of(), List.of(route));
        assertThat(refused.isRefused()).isTrue();
        assertThat(refused.refusals()).containsExactly(route);
    }

    @Test
    void thereAreNoFewerVirtualFunctionsThanNone() {
        assertThat(new DeviceChange.SetVirtualFunctions(NIC, 0).device()).isEqualTo(NIC);
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceChange.SetVirtualFunctions(NIC, -1));
    }
}
