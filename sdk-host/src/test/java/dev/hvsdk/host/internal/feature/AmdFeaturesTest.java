/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.AMD_V;
import static dev.hvsdk.api.machine.CpuFeature.AVIC;
import static dev.hvsdk.api.machine.CpuFeature.KVM;
import static dev.hvsdk.api.machine.CpuFeature.NESTED;
import static dev.hvsdk.api.machine.CpuFeature.NPT;
import static dev.hvsdk.api.machine.CpuFeature.SEV;
import static dev.hvsdk.api.machine.CpuFeature.SEV_ES;
import static dev.hvsdk.api.machine.CpuFeature.SEV_SNP;
import static dev.hvsdk.api.machine.CpuFeature.VGIF;
import static dev.hvsdk.api.machine.CpuFeature.VT_X;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.root.Fact.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmdFeaturesTest {
    private static final String AMD = "AuthenticAMD";
    private static final int SVM = 1 << 2;
    private static final int VM_CR = 0xC001_0114;
    private static final int SYSCFG = 0xC001_0010;
    private static final int NPT_AVIC_VGIF = 1 | 1 << 13 | 1 << 16;
    private static final int SEV_AND_ES = 1 << 1 | 1 << 3;

    @TempDir
    Path tree;

    private TestMachine epyc() {
        return TestMachine.x86(tree, AMD, "svm npt avic vgif sev sev_es")
                .cpuidVendor(AMD)
                .cpuid(0x8000_0001, 0x800f12, 0, SVM, 0)
                .cpuid(0x8000_000A, 1, 0x8000, 0, NPT_AVIC_VGIF)
                .cpuid(0x8000_001F, SEV_AND_ES, 0, 0, 0)
                .msr(VM_CR, 0)
                .parameter("kvm_amd", "nested", "1")
                .parameter("kvm_amd", "npt", "Y")
                .parameter("kvm_amd", "avic", "N")
                .parameter("kvm_amd", "vgif", "1")
                .parameter("kvm_amd", "sev", "Y")
                .parameter("kvm_amd", "sev_es", "N")
                .kvm(true);
    }

    @Test
    void findsAmdVUsableWithItsExtensions() {
        TestMachine machine = epyc();

        assertThat(machine.report(AMD_V).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(NPT).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(VGIF).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(SEV).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(NESTED).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(VT_X).state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void tellsWhatTheModuleSwitchedOffFromWhatTheCpuLacks() {
        TestMachine machine = epyc();

        assertThat(machine.report(AVIC).state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(machine.report(SEV_ES).state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(machine.report(SEV_SNP).state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void findsNestedVirtualizationSwitchedOff() {
        FeatureReport nested = epyc().parameter("kvm_amd", "nested", "0").report(NESTED);

        assertThat(nested.state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(nested.remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("modprobe kvm_amd nested=1"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0x10, 0x18})
    void findsTheFirmwareLockThoughTheFlagIsShown(long register) {
        TestMachine machine = TestMachine.x86(tree, AMD, "svm npt")
                .cpuidVendor(AMD)
                .cpuid(0x8000_0001, 0x800f12, 0, SVM, 0)
                .msr(VM_CR, register)
                .kvm(Reason.ABSENT);

        assertThat(machine.report(AMD_V).state()).isEqualTo(FeatureState.DISABLED_BY_FIRMWARE);
        assertThat(machine.report(AMD_V).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).startsWith("Enable AMD-V"));
        assertThat(machine.report(KVM).state()).isEqualTo(FeatureState.DISABLED_BY_FIRMWARE);
    }

    @Test
    void doesNotTrustTheFlagWhereKvmDidNotStartAndTheLockIsUnreadable() {
        TestMachine machine = TestMachine.x86(tree, AMD, "svm npt")
                .cpuidVendor(AMD)
                .cpuid(0x8000_0001, 0x800f12, 0, SVM, 0)
                .kvm(Reason.ABSENT);

        assertThat(machine.report(AMD_V).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(machine.report(AMD_V).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("root"));
        assertThat(machine.report(KVM).state()).isEqualTo(FeatureState.UNKNOWN);
    }

    @Test
    void takesALoadedModuleForProofThatNothingIsLocked() {
        FeatureReport amdV = TestMachine.x86(tree, AMD, "svm npt")
                .parameter("kvm_amd", "npt", "Y")
                .kvm(Reason.DENIED)
                .report(AMD_V);

        assertThat(amdV.state()).isEqualTo(FeatureState.USABLE);
        assertThat(amdV.remedy()).isEmpty();
    }

    @Test
    void findsAmdVHiddenFromAGuestWhoseParavirtualKvmWorks() {
        TestMachine machine = TestMachine.x86(tree, AMD, "hypervisor")
                .cpuidVendor(AMD)
                .cpuid(1, 0, 0, 1 << 31, 0)
                .cpuid(0x8000_0001, 0, 0, 0, 0)
                .layer(Technology.KVM, LayerRole.GUEST)
                .kvm(true);

        assertThat(machine.report(AMD_V).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(machine.report(NPT).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(machine.report(KVM).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(KVM).evidence().get(0).source()).contains("ioctl");
        assertThat(machine.report(NESTED).state()).isEqualTo(FeatureState.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"15, 0x21, UNKNOWN", "15, 0x43, HIDDEN_BY_HYPERVISOR", "16, 2, HIDDEN_BY_HYPERVISOR", "6, 8, ABSENT"})
    void tellsAGuestOnlyWhatTheModelProves(int family, Integer model, FeatureState state) {
        FeatureReport amdV = TestMachine.empty(tree)
                .machine("x86_64")
                .cpuinfo(
                        "vendor_id : AuthenticAMD",
                        "cpu family : " + family,
                        "model : " + model,
                        "flags : lm hypervisor")
                .report(AMD_V);

        assertThat(amdV.state()).isEqualTo(state);
    }

    @Test
    void doesNotTakeAContainerForAHypervisor() {
        FeatureReport amdV = TestMachine.x86(tree, AMD, "sse2")
                .layer(Technology.DOCKER, LayerRole.GUEST)
                .report(AMD_V);

        assertThat(amdV.state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void readsNoLeafBeyondTheHighest() {
        // Recorded from a K8 (Opteron 248): its extended leaves end before the one of SVM's features.
        TestMachine machine = TestMachine.x86(tree, AMD, "sse2")
                .cpuid(0, 1, 0x68747541, 0x444d4163, 0x69746e65)
                .cpuid(0x8000_0000, 0x8000_0000, 0, 0, 0)
                .cpuid(0x8000_0001, 0, 0, -1, 0);

        assertThat(machine.report(AMD_V).state()).isEqualTo(FeatureState.ABSENT);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"0, DISABLED_BY_FIRMWARE", "0x800000, DISABLED_BY_KERNEL", "-, UNKNOWN"})
    void tellsWhoTookMemoryEncryptionAway(Long syscfg, FeatureState state) {
        TestMachine machine = TestMachine.x86(tree, AMD, "svm npt")
                .cpuidVendor(AMD)
                .cpuid(0x8000_0001, 0x800f12, 0, SVM, 0)
                .cpuid(0x8000_001F, SEV_AND_ES, 0, 0, 0)
                .msr(VM_CR, 0);
        if (syscfg != null) {
            machine.msr(SYSCFG, syscfg);
        }

        assertThat(machine.report(SEV).state()).isEqualTo(state);
        assertThat(machine.report(SEV).remedy()).isPresent();
    }

    @Test
    void knowsThatHygonBuildsAmdV() {
        TestMachine machine = TestMachine.x86(tree, "HygonGenuine", "svm npt").msr(VM_CR, 0);

        assertThat(machine.report(AMD_V).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(VT_X).state()).isEqualTo(FeatureState.ABSENT);
    }
}
