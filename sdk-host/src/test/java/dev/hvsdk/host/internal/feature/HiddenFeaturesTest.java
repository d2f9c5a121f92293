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
import static dev.hvsdk.api.machine.CpuFeature.SR_IOV;
import static dev.hvsdk.api.machine.CpuFeature.TDX;
import static dev.hvsdk.api.machine.CpuFeature.VMDQ;
import static dev.hvsdk.api.machine.CpuFeature.VT_C;
import static dev.hvsdk.api.machine.CpuFeature.VT_X;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.Fact.Reason;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.CapturedHosts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenFeaturesTest {
    @TempDir
    Path tree;

    private TestMachine guest(String name, int family, int model, String flags) {
        return TestMachine.empty(tree)
                .machine("x86_64")
                .cpuinfo(
                        "vendor_id : AuthenticAMD",
                        "cpu family : " + family,
                        "model : " + model,
                        "model name : " + name,
                        "flags : lm hypervisor " + flags)
                .layer(Technology.KVM, LayerRole.GUEST);
    }

    @ParameterizedTest
    @CsvSource({
        "AMD EPYC 7601, 0x17, 0x01, HIDDEN_BY_HYPERVISOR, UNKNOWN, UNKNOWN",
        "AMD EPYC 7742, 0x17, 0x31, HIDDEN_BY_HYPERVISOR, HIDDEN_BY_HYPERVISOR, UNKNOWN",
        "AMD EPYC 9965, 0x1A, 0x02, HIDDEN_BY_HYPERVISOR, HIDDEN_BY_HYPERVISOR, HIDDEN_BY_HYPERVISOR",
        "AMD EPYC 4464P, 0x19, 0x61, UNKNOWN, UNKNOWN, UNKNOWN",
        "AMD Ryzen 9 9950X, 0x1A, 0x44, UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void tellsAGuestOfEncryptionOnlyWhatItsModelProves(
            String name, Integer family, Integer model, FeatureState sev, FeatureState es, FeatureState snp) {
        TestMachine machine = guest(name, family, model, "");

        assertThat(machine.report(SEV).state()).isEqualTo(sev);
        assertThat(machine.report(SEV_ES).state()).isEqualTo(es);
        assertThat(machine.report(SEV_SNP).state()).isEqualTo(snp);
        assertThat(machine.report(SEV).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("physical host"));
    }

    @Test
    void promisesOnlyWhatNestingBrings() {
        TestMachine machine = guest("AMD EPYC 9965", 0x1A, 2, "");

        assertThat(machine.report(NPT).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(machine.report(NPT).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("nested virtualization"));
        assertThat(machine.report(AVIC).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(machine.report(AVIC).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("physical host"));
    }

    @Test
    void doesNotTakeForAbsentWhatANestingGuestIsNotShown() {
        TestMachine machine = guest("AMD EPYC 9965", 0x1A, 2, "svm npt").kvm(true);

        assertThat(machine.report(AMD_V).state()).isNotEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(machine.report(AVIC).state()).isEqualTo(FeatureState.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"pv, Make an HVM guest of it", "pvh, Have nested virtualization", "hvm, Have nested virtualization"})
    void tellsAGuestOfXenWhichKindOfGuestGetsNestedVirtualization(String variant, String beginning) {
        TestMachine guest = TestMachine.x86(tree, "AuthenticAMD", "hypervisor").guestOfXen(variant);

        assertThat(guest.report(AMD_V).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(guest.report(AMD_V).remedy())
                .hasValueSatisfying(
                        remedy -> assertThat(remedy).startsWith(beginning).contains("nestedhvm=1"));
    }

    @Test
    void sendsDom0ToXenForWhatXenKeeps() {
        TestMachine dom0 = TestMachine.x86(tree, "AuthenticAMD", "hypervisor").layer(Technology.XEN, LayerRole.HOST);

        assertThat(dom0.report(AMD_V).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(dom0.report(AMD_V).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("xl info", "hvm"));
        assertThat(dom0.report(KVM).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(dom0.report(AVIC).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("xl dmesg"));
        assertThat(dom0.report(SEV).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).doesNotContain("a guest"));
    }

    @Test
    void sendsDom0ToXenThoughTheCpuItselfStillAnswers() {
        // CPUID does not trap in a paravirtual dom0 on a CPU without CPUID faulting; its kernel has Xen's answer.
        TestMachine dom0 = TestMachine.x86(tree, "GenuineIntel", "hypervisor")
                .cpuidVendor("GenuineIntel")
                .cpuid(1, 0, 0, 1 << 5, 0)
                .layer(Technology.XEN, LayerRole.HOST);

        assertThat(dom0.report(VT_X).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(dom0.report(VT_X).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("xl info"));
        assertThat(dom0.report(TDX).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).doesNotContain("a guest"));
    }

    @Test
    void doesNotJudgeTheHardwareByTheDevicesOfAGuest() {
        TestMachine machine = guest("AMD EPYC 9965", 0x1A, 2, "")
                .directory("/sys/bus/pci/devices/0000:00:00.0")
                .directory("/sys/class/net/eth0");

        assertThat(machine.report(SR_IOV).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(machine.report(VMDQ).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(machine.report(VT_C).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(machine.report(VT_C).remedy()).isPresent();
        assertThat(machine.report(VT_X).state()).isEqualTo(FeatureState.ABSENT);
        assertThat(machine.report(TDX).state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void namesTheFeatureThatAnotherFollowsFromOnce() {
        assertThat(guest("AMD EPYC 9965", 0x1A, 2, "").report(NPT).evidence())
                .containsExactly(Evidence.ofKernel("feature amd-v", "hidden-by-hypervisor"));
    }

    @Test
    void doesNotKnowWhichSwitchesKvmHasWhereModulesAreNotShown() {
        TestMachine machine = TestMachine.empty(tree).machine("x86_64").kvm(true);

        assertThat(machine.report(NESTED).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(machine.report(NESTED).evidence().toString()).contains("/sys/module: not there");
        assertThat(machine.report(NESTED).remedy())
                .hasValueSatisfying(
                        remedy -> assertThat(remedy).contains("/sys").doesNotContain("Nothing can be set"));
    }

    @Test
    void doesNotBlameTheCpuForAKvmThatNobodySees() {
        TestMachine machine = TestMachine.empty(tree)
                .machine("x86_64")
                .cpuinfo("processor : 0", "vendor_id : AuthenticAMD", "cpu family : 23", "flags : lm hypervisor")
                .kvm(Reason.ABSENT);

        assertThat(machine.report(AMD_V).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(machine.report(KVM).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(machine.directory("/sys/bus").report(KVM).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
    }

    @Test
    void reconcilesAParavirtualKvmWithTheHiddenCpu() {
        TestMachine machine = guest("AMD EPYC 9965", 0x1A, 2, "")
                .directory("/sys/module/kvm_pvm")
                .kvm(true);

        assertThat(machine.report(KVM).evidence())
                .extracting(Evidence::source)
                .contains("/sys/module/kvm_pvm", "feature amd-v");
        assertThat(machine.report(NESTED).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(machine.report(NESTED).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("PVM"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesNoFirmerAnswerWithLessPrivilege(boolean registered) {
        TestMachine machine = guest("AMD EPYC 9965", 0x1A, 2, "").kvm(Reason.DENIED);
        if (registered) {
            machine.directory("/sys/class/misc/kvm");
        }

        assertThat(machine.report(NESTED).state()).isEqualTo(FeatureState.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-vtd", "linux-vtd-vfs", "linux-vtd-vfio", "linux-amdvi", "xen-dom0-amdvi"})
    void saysOfEverythingUnknownWhatHelps(String name) {
        assertUnknownHasRemedy(CapturedHosts.read(name));
    }

    @Test
    void saysOfEverythingUnknownWhatHelpsOnThisMachineAndOnAnEmptyOne() {
        assertUnknownHasRemedy(HostRoot.live());
        assertUnknownHasRemedy(TestMachine.empty(tree).root());
    }

    private static void assertUnknownHasRemedy(HostRoot root) {
        assertThat(HostInspector.of(root).features())
                .filteredOn(report -> report.state() == FeatureState.UNKNOWN)
                .allSatisfy(report ->
                        assertThat(report.remedy()).as(report.toString()).isPresent());
        assertThat(HostInspector.of(root).features())
                .extracting(FeatureReport::feature)
                .isNotEmpty();
    }
}
