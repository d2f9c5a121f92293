/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.AMD_V;
import static dev.hvsdk.api.machine.CpuFeature.APICV;
import static dev.hvsdk.api.machine.CpuFeature.EPT;
import static dev.hvsdk.api.machine.CpuFeature.KVM;
import static dev.hvsdk.api.machine.CpuFeature.NESTED;
import static dev.hvsdk.api.machine.CpuFeature.POSTED_INTERRUPTS;
import static dev.hvsdk.api.machine.CpuFeature.TDX;
import static dev.hvsdk.api.machine.CpuFeature.UNRESTRICTED_GUEST;
import static dev.hvsdk.api.machine.CpuFeature.VMCS_SHADOWING;
import static dev.hvsdk.api.machine.CpuFeature.VPID;
import static dev.hvsdk.api.machine.CpuFeature.VT_X;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuFeature;
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

class IntelFeaturesTest {
    private static final String INTEL = "GenuineIntel";
    private static final int VMX = 1 << 5;
    private static final int HYPERVISOR = 1 << 31;

    @TempDir
    Path tree;

    /** Recorded from Bochs' corei7_haswell_4770 with its own firmware. */
    private TestMachine haswell() {
        return TestMachine.x86(tree, INTEL, "vmx tpr_shadow vnmi flexpriority ept vpid ept_ad avx2")
                .file("/proc/cpuinfo", """
                        processor : 0
                        vendor_id : GenuineIntel
                        cpu family : 6
                        model : 60
                        model name : Intel(R) Core(TM) i7-4770 CPU @ 3.40GHz
                        flags : lm vmx tpr_shadow vnmi flexpriority ept vpid ept_ad avx2
                        vmx flags : vnmi preemption_timer invvpid ept_x_only ept_ad ept_1gb flexpriority tsc_offset vtpr vapic ept vpid unrestricted_guest vapic_reg vid ple shadow_vmcs
                        """)
                .cpuidVendor(INTEL)
                .cpuid(1, 0x306c3, 0x10800, 0x7ffaf3bf, 0xbfebfbff)
                .msr(0x3a, 5)
                .msr(0x48b, 0x47fff00000000L)
                .parameter("kvm_intel", "nested", "Y")
                .parameter("kvm_intel", "ept", "Y")
                .parameter("kvm_intel", "unrestricted_guest", "Y")
                .parameter("kvm_intel", "enable_apicv", "N")
                .kvm(true);
    }

    /** The same with a firmware that locks VT-x off: Linux 6.1 takes vmx away, CPUID keeps it. */
    private TestMachine locked() {
        return TestMachine.x86(tree, INTEL, "smep bmi2 avx2")
                .cpuidVendor(INTEL)
                .cpuid(1, 0x306c3, 0x10800, 0x7ffaf3bf, 0xbfebfbff)
                .msr(0x3a, 1)
                .msr(0x48b, 0x47fff00000000L)
                .kvm(Reason.ABSENT);
    }

    @Test
    void reportsEveryKnownFeatureOnceAndInOrder() {
        assertThat(haswell().reports())
                .extracting(FeatureReport::feature)
                .containsExactlyElementsOf(CpuFeature.known());
        assertThat(haswell().reports())
                .allSatisfy(report -> assertThat(report.evidence())
                        .as("evidence of %s", report)
                        .isNotEmpty());
    }

    @Test
    void findsVtxUsable() {
        FeatureReport vtx = haswell().report(VT_X);

        assertThat(vtx.state()).isEqualTo(FeatureState.USABLE);
        assertThat(vtx.remedy()).isEmpty();
        assertThat(vtx.evidence().get(0)).hasToString("MSR 0x3a (IA32_FEATURE_CONTROL): 0x5, not switched off");
    }

    @Test
    void findsWhatVtxCanDo() {
        TestMachine machine = haswell();

        assertThat(machine.report(EPT).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(VPID).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(UNRESTRICTED_GUEST).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(VMCS_SHADOWING).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(NESTED).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(KVM).state()).isEqualTo(FeatureState.USABLE);
    }

    @Test
    void tellsWhatTheModuleSwitchedOffFromWhatTheCpuLacks() {
        TestMachine machine = haswell();

        assertThat(machine.report(APICV).state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(machine.report(APICV).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("modprobe kvm_intel enable_apicv=1"));
        assertThat(machine.report(POSTED_INTERRUPTS).state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void doesNotGuessAControlWithoutRegisterOrWords() {
        FeatureReport apicv = TestMachine.x86(tree, INTEL, "vmx ept vpid")
                .parameter("kvm_intel", "enable_apicv", "N")
                .kvm(true)
                .report(APICV);

        assertThat(apicv.state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(apicv.remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("root"));
    }

    @Test
    void findsTheFirmwareLockOfARecordedMachine() {
        TestMachine machine = locked();
        FeatureReport vtx = machine.report(VT_X);

        assertThat(vtx.state()).isEqualTo(FeatureState.DISABLED_BY_FIRMWARE);
        assertThat(vtx.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).startsWith("Enable Intel VT-x"));
        assertThat(machine.report(EPT).state()).isEqualTo(FeatureState.DISABLED_BY_FIRMWARE);
    }

    @Test
    void saysThatTheFirmwareKeepsKvmFromStarting() {
        FeatureReport kvm = locked().report(KVM);

        assertThat(kvm.state()).isEqualTo(FeatureState.DISABLED_BY_FIRMWARE);
        assertThat(kvm.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).contains("firmware setup"));
    }

    @Test
    void findsTheFirmwareLockWithoutTheRegister() {
        FeatureReport vtx = TestMachine.x86(tree, INTEL, "avx2")
                .cpuidVendor(INTEL)
                .cpuid(1, 0x306c3, 0, VMX, 0)
                .report(VT_X);

        assertThat(vtx.state()).isEqualTo(FeatureState.DISABLED_BY_FIRMWARE);
    }

    @Test
    void blamesTheCommandLineForAClearedFlag() {
        FeatureReport vtx = TestMachine.x86(tree, INTEL, "avx2")
                .cpuidVendor(INTEL)
                .cpuid(1, 0x306c3, 0, VMX, 0)
                .file("/proc/cmdline", "root=/dev/sda1 password=hunter2 clearcpuid=vmx\n")
                .msr(0x3a, 5)
                .report(VT_X);

        assertThat(vtx.state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(vtx.evidence().toString()).contains("clearcpuid=vmx").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4, 5, 7})
    void takesNoOtherValueForALock(long featureControl) {
        FeatureReport vtx = TestMachine.x86(tree, INTEL, "vmx")
                .cpuidVendor(INTEL)
                .cpuid(1, 0x306c3, 0, VMX, 0)
                .msr(0x3a, featureControl)
                .report(VT_X);

        assertThat(vtx.state()).isEqualTo(FeatureState.USABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "Intel(R) Xeon(R) Gold 6130, sse4_2, HIDDEN_BY_HYPERVISOR",
        "Intel(R) Core(TM) i7-4770, avx2, HIDDEN_BY_HYPERVISOR",
        "Intel(R) Core(TM)2 Duo CPU E4500, ssse3, UNKNOWN",
    })
    void tellsAGuestOnlyWhatTheModelProves(String model, String flag, FeatureState state) {
        TestMachine machine = TestMachine.empty(tree)
                .machine("x86_64")
                .cpuinfo("vendor_id : GenuineIntel", "model name : " + model, "flags : lm hypervisor " + flag)
                .cpuidVendor(INTEL)
                .cpuid(1, 0x306c3, 0, HYPERVISOR, 0)
                .directory("/sys/bus")
                .kvm(Reason.ABSENT);

        assertThat(machine.report(VT_X).state()).isEqualTo(state);
        assertThat(machine.report(KVM).state()).isEqualTo(state);
        assertThat(machine.report(TDX).state()).isEqualTo(FeatureState.UNKNOWN);
    }

    @Test
    void findsVtxAbsentOnABareMachineWithoutTheBit() {
        FeatureReport vtx = TestMachine.x86(tree, INTEL, "ssse3")
                .cpuidVendor(INTEL)
                .cpuid(1, 0x6fd, 0, 0, 0)
                .report(VT_X);

        assertThat(vtx.state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void doesNotCallAMissingFlagAbsentWithoutCpuid() {
        FeatureReport vtx = TestMachine.x86(tree, INTEL, "ssse3").report(VT_X);

        assertThat(vtx.state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(vtx.remedy()).isPresent();
    }

    @Test
    void knowsThatAnIntelCpuHasNoAmdV() {
        FeatureReport amdV = haswell().report(AMD_V);

        assertThat(amdV.state()).isEqualTo(FeatureState.ABSENT);
        assertThat(amdV.evidence()).extracting(Object::toString).contains("CPU vendor: GenuineIntel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CentaurHauls", "Shanghai"})
    void knowsThatOtherMakersBuildVtx(String vendor) {
        TestMachine machine = TestMachine.x86(tree, vendor, "vmx").msr(0x3a, 5);

        assertThat(machine.report(VT_X).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(AMD_V).state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void saysThatXenKeepsVtxFromItsPrivilegedGuest() {
        FeatureReport vtx = TestMachine.x86(tree, INTEL, "avx2")
                .cpuidVendor(INTEL)
                .cpuid(1, 0x306c3, 0, 0, 0)
                .layer(Technology.XEN, LayerRole.HOST)
                .report(VT_X);

        assertThat(vtx.state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, -, -, -, ABSENT",
                "0x2000, 0, -, -, UNKNOWN",
                "0x2000, 0x4000000000, -, -, DISABLED_BY_KERNEL",
                "0x2000, 0x4000000000, tdx_host_platform, N, DISABLED_BY_KERNEL",
                "0x2000, 0x4000000000, tdx_host_platform, Y, USABLE",
            })
    void followsTrustDomainsFromFirmwareToKvm(Integer tme, Long keys, String flag, String setting, FeatureState state) {
        TestMachine machine = TestMachine.x86(tree, INTEL, "vmx " + flag)
                .cpuidVendor(INTEL)
                .cpuid(1, 0xc06f2, 0, VMX, 0)
                .cpuid(7, 0, 0, tme, 0)
                .msr(0x3a, 5);
        if (keys != null) {
            machine.msr(0x87, keys);
        }
        if (setting != null) {
            machine.parameter("kvm_intel", "tdx", setting);
        }

        assertThat(machine.report(TDX).state()).isEqualTo(state);
    }
}
