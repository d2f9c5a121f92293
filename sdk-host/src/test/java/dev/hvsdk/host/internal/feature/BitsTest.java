/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureState;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each bit by itself, as the makers' manuals number them: it means its feature and no other. */
class BitsTest {
    private static final Set<String> VMX_CONTROLS = Set.of(
            "ept", "vpid", "unrestricted-guest", "apicv", "posted-interrupts", "vmcs-shadowing", "mode-based-execute");

    private static final Set<String> SVM_EXTENSIONS = Set.of("npt", "avic", "vgif", "lbr-virtualization", "gmet");
    private static final Set<String> ENCRYPTION = Set.of("sev", "sev-es", "sev-snp");

    @TempDir
    Path tree;

    private static Set<String> usable(TestMachine machine, Set<String> among) {
        return machine.reports().stream()
                .filter(report -> report.state() == FeatureState.USABLE)
                .map(report -> report.feature().id())
                .filter(among::contains)
                .collect(Collectors.toSet());
    }

    private TestMachine amd(int ecx, int svm, int encryption) {
        return TestMachine.x86(tree, "AuthenticAMD", "svm sev sev_es sev_snp")
                .cpuidVendor("AuthenticAMD")
                .cpuid(0x8000_0001, 0, 0, ecx, 0)
                .cpuid(0x8000_000A, 0, 0, 0, svm)
                .cpuid(0x8000_001F, encryption, 0, 0, 0)
                .msr(0xC001_0114, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, ept", "5, vpid", "7, unrestricted-guest", "14, vmcs-shadowing", "22, mode-based-execute"})
    void secondaryControlsOfVtx(int bit, String feature) {
        TestMachine machine = TestMachine.x86(tree, "GenuineIntel", "vmx")
                .msr(0x3a, 5)
                .msr(0x481, 0)
                .msr(0x48b, 1L << (32 + bit));

        assertThat(usable(machine, VMX_CONTROLS)).containsExactly(feature);
    }

    @ParameterizedTest
    @CsvSource({"0x100, ''", "0x200, ''", "0x300, apicv"})
    void bothControlsOfApicv(Long controls, String feature) {
        TestMachine machine = TestMachine.x86(tree, "GenuineIntel", "vmx")
                .msr(0x3a, 5)
                .msr(0x481, 0)
                .msr(0x48b, controls << 32);

        assertThat(String.join("", usable(machine, VMX_CONTROLS))).isEqualTo(feature);
    }

    @ParameterizedTest
    @CsvSource({"0x80, posted-interrupts", "0x40, ''"})
    void pinBasedControlsOfVtx(Long controls, String feature) {
        TestMachine machine = TestMachine.x86(tree, "GenuineIntel", "vmx")
                .msr(0x3a, 5)
                .msr(0x481, controls << 32)
                .msr(0x48b, 0);

        assertThat(String.join("", usable(machine, VMX_CONTROLS))).isEqualTo(feature);
    }

    @ParameterizedTest
    @CsvSource({"1, ABSENT", "2, USABLE", "3, ABSENT"})
    void svm(int bit, FeatureState state) {
        TestMachine machine = TestMachine.empty(tree)
                .machine("x86_64")
                .cpuidVendor("AuthenticAMD")
                .cpuid(1, 0x800f12, 0, 0, 0)
                .cpuid(0x8000_0001, 0, 0, 1 << bit, 0)
                .msr(0xC001_0114, 0);

        assertThat(machine.report(CpuFeature.AMD_V).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"0, npt", "13, avic", "16, vgif", "1, lbr-virtualization", "17, gmet"})
    void extensionsOfSvm(int bit, String feature) {
        assertThat(usable(amd(1 << 2, 1 << bit, 0), SVM_EXTENSIONS)).containsExactly(feature);
    }

    @ParameterizedTest
    @CsvSource({"1, sev", "3, sev-es", "4, sev-snp"})
    void memoryEncryption(int bit, String feature) {
        assertThat(usable(amd(1 << 2, 0, 1 << bit), ENCRYPTION)).containsExactly(feature);
    }
}
