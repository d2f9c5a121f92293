/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.KVM;
import static dev.hvsdk.api.machine.CpuFeature.NESTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.root.Fact.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KvmDeviceProbeTest {
    @TempDir
    Path tree;

    private TestMachine intel() {
        return TestMachine.x86(tree, "GenuineIntel", "vmx ept vpid").msr(0x3a, 5);
    }

    @Test
    void isUsableWhenItCreatesAMachine() {
        assertThat(intel().kvm(true).report(KVM).state()).isEqualTo(FeatureState.USABLE);
    }

    @Test
    void isNotUsableWhenAnotherHypervisorHasTheCpu() {
        FeatureReport kvm = intel().kvm(false).report(KVM);

        assertThat(kvm.state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(kvm.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).contains("VirtualBox"));
    }

    @Test
    void namesTheGroupWhenPermissionIsMissing() {
        FeatureReport kvm = intel().directory("/sys/class/misc/kvm")
                .kvm(Reason.DENIED)
                .kvmAccess("virt", true)
                .report(KVM);

        assertThat(kvm.state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(kvm.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).contains("group", "usermod -aG virt"));
    }

    @ParameterizedTest
    @CsvSource({"root, false", "root, true", "kvm, false"})
    void doesNotSendAUserIntoAGroupThatDoesNotHelp(String group, boolean open) {
        FeatureReport kvm = intel().directory("/sys/class/misc/kvm")
                .kvm(Reason.DENIED)
                .kvmAccess(group, open)
                .report(KVM);

        assertThat(kvm.remedy())
                .hasValueSatisfying(remedy ->
                        assertThat(remedy).contains("setfacl", "udev rule").doesNotContain("usermod"));
    }

    @Test
    void doesNotTellRootToBecomeRoot() {
        FeatureReport kvm = intel().directory("/sys/class/misc/kvm")
                .kvm(Reason.DENIED)
                .uid(0)
                .report(KVM);

        assertThat(kvm.remedy())
                .hasValueSatisfying(
                        remedy -> assertThat(remedy).contains("even to root").doesNotContain("Run as root"));
    }

    @Test
    void namesTheModuleWhenItIsMissing() {
        FeatureReport kvm = intel().kvm(Reason.ABSENT).report(KVM);

        assertThat(kvm.state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(kvm.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).contains("modprobe kvm_intel"));
    }

    @Test
    void doesNotBlamePermissionForAStaticNodeWithoutADriver() {
        FeatureReport kvm =
                intel().directory("/sys/class/misc").kvm(Reason.DENIED).report(KVM);

        assertThat(kvm.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).contains("modprobe kvm_intel"));
    }

    @Test
    void saysHowToReachItFromAContainer() {
        FeatureReport kvm =
                intel().directory("/sys/class/misc/kvm").kvm(Reason.ABSENT).report(KVM);

        assertThat(kvm.state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(kvm.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).contains("--device /dev/kvm"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NOT_CAPTURED", "UNSUPPORTED", "DAMAGED"})
    void isNeverUsableUnasked(Reason reason) {
        FeatureReport kvm = intel().directory("/sys/class/misc/kvm").kvm(reason).report(KVM);

        assertThat(kvm.state()).isEqualTo(FeatureState.UNKNOWN);
    }

    @Test
    void isPartOfLinuxOnly() {
        FeatureReport kvm =
                intel().operatingSystem("FreeBSD").kvm(Reason.ABSENT).report(KVM);

        assertThat(kvm.state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void sharesItsFateWithNestedVirtualization() {
        FeatureReport nested = intel().kvm(Reason.ABSENT).report(NESTED);

        assertThat(nested.state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(nested.remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("modprobe"));
    }
}
