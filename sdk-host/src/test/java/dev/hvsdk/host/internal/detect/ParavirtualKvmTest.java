/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.CapturedHosts;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A KVM whose guests execute CPUID untrapped (PVM, "KVM: introduce pagetable virtual machine", linux-kernel 2024-02-26): the kernel asks KVM
 * by a call of its own and takes KVM's clock, while programs are told what is below. Seen live in bhyve.
 */
class ParavirtualKvmTest {
    private static final String CLOCKS = "/sys/devices/system/clocksource/clocksource0/available_clocksource";
    private static final String KVM = "KVMKVMKVM\0\0\0";

    @TempDir
    Path tree;

    private FixtureHost withClock(String signature) {
        return FixtureHost.guestX86(tree, signature).file(CLOCKS, "kvm-clock \n");
    }

    @Test
    void isALayerInsideOfTheMonitorThatProgramsAreTold() {
        HostRoot host = CapturedHosts.read("kvm-pvm-in-bhyve");

        Findings findings = Detector.detect(host);

        assertThat(Names.of(findings)).containsExactly("bhyve", "kvm/firecracker");
        assertThat(findings.layers())
                .extracting(VirtualizationLayer::approach)
                .containsExactly(Approach.FULL, Approach.PARAVIRTUALIZATION);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"VMwareVMware,vmware", "bhyve bhyve ,bhyve", "XenVMMXenVMM,xen", "ACRNACRNACRN,acrn"})
    void isSeenInEachMonitorThatBearsANameOfItsOwn(String signature, String outer) {
        assertThat(Names.of(withClock(signature))).containsExactly(outer, "kvm");
    }

    @Test
    void hasTheFirmwareThatTheKernelSees() {
        FixtureHost host = withClock("VMwareVMware").dmi("sys_vendor", "QEMU");

        assertThat(Names.of(host)).containsExactly("vmware", "kvm");
    }

    @Test
    void isSeenInHyperVWhoseFurtherLeavesAreEmpty() {
        FixtureHost host = withClock("Microsoft Hv").cpuid(0x40000100, new CpuidLeaf(0, 0, 0, 0));

        assertThat(Names.of(host)).containsExactly("hyper-v", "kvm");
    }

    @Test
    void isSeenOnAPhysicalMachineThoughItsCpuShowsNoHypervisor() {
        FixtureHost host = FixtureHost.physicalX86(tree).file(CLOCKS, "kvm-clock tsc \n");

        assertThat(Names.of(host)).containsExactly("kvm");
    }

    /** Documentation/virt/kvm/x86/cpuid.rst: with Hyper-V's interface KVM's own leaves move up. */
    @Test
    void isNoLayerWhereKvmShowsItselfBehindHyperVsInterface() {
        assertThat(Names.of(withClock("Microsoft Hv").signature(0x40000100, KVM)))
                .containsExactly("kvm");
    }

    /** Monitors that offer KVM's interface and clock under a name of theirs: systemd issue 4912, VirtualBox GIMKvm.cpp. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "KVMKVMKVM\0\0\0,product_name,VirtualBox,virtualbox",
                "KVMKVMKVM\0\0\0,product_name,Parallels Virtual Platform,parallels",
                " lrpepyh  vr,product_name,Parallels Virtual Platform,parallels",
                "VBoxVBoxVBox,sys_vendor,innotek GmbH,virtualbox"
            })
    void isNoLayerWhereAMonitorOffersTheInterface(String signature, String field, String value, String expected) {
        assertThat(Names.of(withClock(signature).dmi(field, value))).containsExactly(expected);
    }

    /** QEMU's user mode answers CPUID for one program, and the files are the real kernel's. */
    @Test
    void isNoLayerWhereATranslatorAnswersForTheCpu() {
        FixtureHost host = withClock("TCGTCGTCGTCG")
                .file("/proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n");

        assertThat(Names.of(host)).isEqualTo(List.of("kvm", "qemu-user"));
    }
}
