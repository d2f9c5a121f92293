/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.ARM_EL2;
import static dev.hvsdk.api.machine.CpuFeature.KVM;
import static dev.hvsdk.api.machine.CpuFeature.NESTED;
import static dev.hvsdk.api.machine.CpuFeature.POWER_HV;
import static dev.hvsdk.api.machine.CpuFeature.RISCV_H;
import static dev.hvsdk.api.machine.CpuFeature.SIE;
import static dev.hvsdk.api.machine.CpuFeature.VT_I;
import static dev.hvsdk.api.machine.CpuFeature.VT_X;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.root.Fact.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherArchitecturesProbeTest {
    @TempDir
    Path tree;

    private TestMachine machine(String architecture, String... cpuinfo) {
        return TestMachine.empty(tree).machine(architecture).cpuinfo(cpuinfo);
    }

    @Test
    void takesARunningKvmForProofOfEl2() {
        TestMachine arm = machine("aarch64", "CPU implementer : 0x41").kvm(true);

        assertThat(arm.report(ARM_EL2).state()).isEqualTo(FeatureState.USABLE);
        assertThat(arm.report(VT_X).state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void takesARegisteredDeviceForProofOfEl2() {
        TestMachine arm = machine("aarch64", "CPU implementer : 0x41")
                .directory("/sys/class/misc/kvm")
                .kvm(Reason.DENIED);

        assertThat(arm.report(ARM_EL2).state()).isEqualTo(FeatureState.USABLE);
        assertThat(arm.report(KVM).state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
    }

    @Test
    void doesNotGuessEl2() {
        TestMachine arm = machine("aarch64", "CPU implementer : 0x41").kvm(Reason.ABSENT);

        assertThat(arm.report(ARM_EL2).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(arm.report(ARM_EL2).remedy()).isPresent();
    }

    @Test
    void findsEl2HiddenFromAGuestThatWouldShowAKvm() {
        TestMachine arm = machine("aarch64", "CPU implementer : 0x41")
                .layer(Technology.KVM, LayerRole.GUEST)
                .kvm(Reason.ABSENT);

        assertThat(arm.report(ARM_EL2).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(arm.report(KVM).state()).isEqualTo(FeatureState.UNKNOWN);
        arm.directory("/sys/bus");
        assertThat(arm.report(ARM_EL2).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(arm.report(KVM).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
    }

    @Test
    void readsArmsNestedModeFromTheCommandLine() {
        TestMachine arm = machine("aarch64", "CPU implementer : 0x41")
                .file("/proc/cmdline", "console=ttyAMA0 kvm-arm.mode=nested\n")
                .kvm(true);

        assertThat(arm.report(NESTED).state()).isEqualTo(FeatureState.USABLE);
    }

    @ParameterizedTest
    @CsvSource({"PowerNV, USABLE", "pSeries, HIDDEN_BY_HYPERVISOR", "PowerMac, UNKNOWN"})
    void readsThePlatformOfPower(String platform, FeatureState state) {
        TestMachine power = machine("ppc64le", "cpu : POWER9", "platform : " + platform);

        assertThat(power.report(POWER_HV).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"esan3 zarch sie, true, USABLE", "esan3 zarch, true, HIDDEN_BY_HYPERVISOR", "esan3 zarch, false, ABSENT"
    })
    void readsTheFacilitiesOfIbmZ(String features, boolean guest, FeatureState state) {
        TestMachine mainframe = machine("s390x", "vendor_id : IBM/S390", "features : " + features);
        if (guest) {
            mainframe.layer(Technology.IBM_ZVM, LayerRole.GUEST);
        }

        assertThat(mainframe.report(SIE).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "rv64imafdch_zicsr_zifencei, USABLE",
        "rv64imafdc_zicsr_zihpm, ABSENT",
        "rv64imafdcvh, USABLE",
    })
    void readsTheExtensionsOfRiscv(String isa, FeatureState state) {
        TestMachine riscv = machine("riscv64", "isa : " + isa);

        assertThat(riscv.report(RISCV_H).state()).isEqualTo(state);
    }

    @Test
    void knowsVtiOnItaniumOnly() {
        assertThat(machine("ia64", "vendor : GenuineIntel")
                        .kvm(true)
                        .report(VT_I)
                        .state())
                .isEqualTo(FeatureState.USABLE);
        assertThat(machine("ia64", "vendor : GenuineIntel").report(VT_I).state())
                .isEqualTo(FeatureState.UNKNOWN);
        assertThat(machine("x86_64", "vendor_id : GenuineIntel").report(VT_I).state())
                .isEqualTo(FeatureState.ABSENT);
    }
}
