/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PciAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
                NativeDefinition.class
            })
    void aCapabilityOfAGuestIsOne(Class<?> type) {
        assertThat(type).isInterface().isAssignableTo(GuestCapability.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {StoragePools.class, Networks.class, HostFeatures.class, DeviceControl.class})
    void aCapabilityOfAHostIsOne(Class<?> type) {
        assertThat(type).isInterface().isAssignableTo(HostCapability.class);
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
