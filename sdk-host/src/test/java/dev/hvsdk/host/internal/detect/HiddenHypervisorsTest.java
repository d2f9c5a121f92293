/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hypervisors that do not show themselves where they are first looked for. */
class HiddenHypervisorsTest {
    private static final String CLOCKS = "/sys/devices/system/clocksource/clocksource0/available_clocksource";
    private static final String BIOS = "/sys/firmware/dmi/entries/0-0/raw";
    private static final int IS_VIRTUAL = 1 << 4;

    @TempDir
    Path tree;

    /** Linux takes the clock only from KVM's leaves (arch/x86/kernel/kvm.c, kvm_para_available), which a capture may lack. */
    @ParameterizedTest
    @ValueSource(strings = {"kvm-clock tsc acpi_pm", "kvm-clock tsc hyperv_clocksource_tsc_page"})
    void kvmShowsByItsClockBehindASignatureOfHyperVThatWasRecordedAlone(String clocks) {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv").file(CLOCKS, clocks + "\n");

        assertThat(Names.of(host)).containsExactly("kvm");
    }

    @Test
    void hyperVWithItsOwnClockIsHyperV() {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv").file(CLOCKS, "hyperv_clocksource_tsc_page tsc\n");

        assertThat(Names.of(host)).containsExactly("hyper-v");
    }

    /** Linux Documentation/ABI/testing/sysfs-devices-system-cpu: the directory is there in a guest of SEV-SNP only. */
    @Test
    void theKernelOfAConfidentialGuestShowsAHypervisorThatClearsItsBit() {
        FixtureHost host = FixtureHost.physicalX86(tree)
                .dmi("sys_vendor", "Amazon EC2")
                .dmi("product_name", "m6a.large")
                .file("/sys/devices/system/cpu/sev/vmpl", "0\n");

        assertThat(Names.of(host)).containsExactly("kvm/nitro");
    }

    /** Linux arch/x86/include/asm/shared/tdx.h: EBX, EDX and ECX of leaf 0x21. */
    @Test
    void theModuleOfAConfidentialGuestShowsAHypervisorThatClearsItsBit() {
        FixtureHost host =
                FixtureHost.physicalX86(tree).cpuid(0x21, new CpuidLeaf(0, 0x65746e49, 0x20202020, 0x5844546c));

        assertThat(Names.of(host)).containsExactly("vm-other");
    }

    @Test
    void theFlagOfAConfidentialGuestShowsAHypervisorWhereNobodyAskedTheCpu() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("x86_64")
                .cpuinfo("GenuineIntel", "fpu msr tdx_guest")
                .dmi("sys_vendor", "Google")
                .dmi("product_name", "Google Compute Engine");

        assertThat(Names.of(host)).containsExactly("kvm");
    }

    /** A physical machine that can host such guests has other flags (X86_FEATURE_TDX_HOST_PLATFORM, X86_FEATURE_SEV_SNP). */
    @Test
    void flagsOfAHostForConfidentialGuestsShowNone() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("x86_64")
                .cpuinfo("AuthenticAMD", "fpu svm sme sev sev_es sev_snp tdx_host_platform");

        assertThat(Names.of(host)).isEmpty();
    }

    /** SMBIOS 3.7, 7.1.2.2, as firmware of EDK II sets it. */
    @Test
    void firmwareSaysThatAMachineWithoutANameIsVirtual() {
        VirtualizationLayer layer =
                Detector.detect(arm(24, IS_VIRTUAL).build()).layers().get(0);

        assertThat(layer.technology().id()).isEqualTo("vm-other");
        assertThat(layer.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void aClearBitOrATableThatIsTooShortSaysNothing() {
        assertThat(Names.of(arm(24, 0x0c))).isEmpty();
        assertThat(Names.of(arm(19, IS_VIRTUAL))).isEmpty();
        assertThat(Names.of(arm(24, IS_VIRTUAL).file(BIOS, new byte[] {0, 24, 0, 0})))
                .isEmpty();
    }

    @Test
    void aSilentCpuKnowsBetterThanTheBit() {
        FixtureHost host = FixtureHost.physicalX86(tree).file(BIOS, structure(24, IS_VIRTUAL));

        assertThat(Names.of(host)).isEmpty();
    }

    private FixtureHost arm(int length, int extension) {
        return FixtureHost.in(tree)
                .machine("aarch64")
                .dmi("sys_vendor", "ACME")
                .file(BIOS, structure(length, extension));
    }

    private static byte[] structure(int length, int extension) {
        byte[] bytes = new byte[64];
        bytes[1] = (byte) length;
        bytes[0x13] = (byte) extension;
        return bytes;
    }
}
