/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kernels that are patched, imitated or translated. */
class KernelDetectionTest {
    private static final String RELEASE = "/proc/sys/kernel/osrelease";
    private static final String ID = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @TempDir
    Path tree;

    private FixtureHost linux() {
        return FixtureHost.in(tree).machine("x86_64");
    }

    /** Releases of Microsoft's kernels (WSL2-Linux-Kernel tags; systemd src/basic/virt.c, detect_wsl). */
    @Test
    void tellsTheFirstWslFromTheSecond() {
        VirtualizationLayer first = Detector.detect(
                        linux().file(RELEASE, "4.4.0-19041-Microsoft\n").build())
                .layers()
                .get(0);

        assertThat(first.variant()).contains("wsl1");
        assertThat(first.approach()).isEqualTo(Approach.OS_LEVEL);
        assertThat(Names.of(linux().file(RELEASE, "5.15.90.1-microsoft-standard-WSL2\n")))
                .containsExactly("hyper-v", "wsl/wsl2");
    }

    @Test
    void countsHyperVOnceUnderWsl2() {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv")
                .namespaces(4026532200L)
                .file(RELEASE, "5.15.90.1-microsoft-standard-WSL2\n");

        assertThat(Names.of(host)).containsExactly("hyper-v", "wsl/wsl2");
    }

    @Test
    void seesDockerOnWsl2() {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv")
                .namespaces(4026532200L)
                .file(RELEASE, "5.15.90.1-microsoft-standard-WSL2\n")
                .file("/proc/self/cgroup", "4:memory:/docker/" + ID + "\n")
                .file("/.dockerenv", "");

        assertThat(Names.of(host)).containsExactly("hyper-v", "wsl/wsl2", "docker");
    }

    @Test
    void knowsWsl2WithAKernelOfItsUsers() {
        FixtureHost host = linux().file(RELEASE, "6.6.0-own\n").directory("/run/WSL");

        assertThat(Names.of(host)).containsExactly("hyper-v", "wsl/wsl2");
    }

    @Test
    void takesAzuresOrdinaryKernelForNoWsl() {
        assertThat(Names.of(linux().file(RELEASE, "5.15.0-1034-azure\n"))).isEmpty();
    }

    /** A node has /proc/bc too, and envID 0 (systemd src/basic/virt.c, detect_container). */
    @Test
    void tellsAContainerOfOpenVzFromItsNode() {
        FixtureHost container =
                linux().file("/proc/vz/veinfo", "").file("/proc/self/status", "Name:\tcat\nenvID:\t101\n");

        assertThat(Names.of(container)).containsExactly("openvz");
        assertThat(Names.of(container.file("/proc/bc/0/resources", ""))).isEmpty();
    }

    @Test
    void takesCloudLinuxForNoContainerOfOpenVz() {
        assertThat(Names.of(linux().directory("/proc/vz").directory("/proc/lve")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"VxID:\t41639,linux-vserver", "s_context: 7,linux-vserver", "VxID:\t0,''"})
    void tellsAGuestOfLinuxVServerFromItsHost(String line, String expected) {
        FixtureHost host = linux().file("/proc/self/status", "Name:\tcat\n" + line + "\n");

        assertThat(String.join(",", Names.of(host))).isEqualTo(expected);
    }

    /** gVisor pkg/sentry/kernel and its proc file system; the release got its suffix in 2024. */
    @ParameterizedTest
    @CsvSource({
        "/proc/sys/kernel/osrelease,4.19.0-gvisor",
        "/proc/version,Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016"
    })
    void knowsTheKernelOfGVisor(String path, String text) {
        assertThat(Names.of(linux().file(path, text + "\n"))).containsExactly("gvisor");
    }

    @Test
    void putsGVisorInsideTheEngineThatStartedIt() {
        FixtureHost host =
                linux().namespaces(4026532180L).file(RELEASE, "4.19.0-gvisor\n").file("/.dockerenv", "");

        assertThat(Names.of(host)).containsExactly("docker", "gvisor");
    }

    @Test
    void seesTheZoneOfIllumosThatSpeaksLinux() {
        FixtureHost host = linux().file(
                        "/proc/version", "Linux version 5.10.0 (gcc version 7.5.0) BrandZ virtual linux\n")
                .file("/proc/1/environ", "container=zone\0");

        assertThat(Names.of(host)).containsExactly("illumos-lx");
    }

    @Test
    void seesProotByTheProcessThatTracesUs() {
        FixtureHost host = linux().file("/proc/self/status", "Name:\tjava\nTracerPid:\t4711\n")
                .file("/proc/4711/comm", "proot-x86_64\n");

        assertThat(Names.of(host)).containsExactly("proot");
    }

    @Test
    void takesADebuggerForNoLayer() {
        FixtureHost host = linux().file("/proc/self/status", "Name:\tjava\nTracerPid:\t4711\n")
                .file("/proc/4711/comm", "gdb\n");

        assertThat(Names.of(host)).isEmpty();
    }

    @Test
    void seesRosettaByTheVendorThatItGivesTheCpu() {
        FixtureHost host =
                linux().cpuVendor("VirtualApple").dmi("product_name", "Apple Virtualization Generic Platform");

        assertThat(Names.of(host)).containsExactly("apple-virtualization", "rosetta");
    }

    @Test
    void seesQemuUserModeByACpuOfAnotherArchitecture() {
        FixtureHost host = FixtureHost.in(tree).machine("aarch64").cpuinfo("GenuineIntel", "fpu vme");

        assertThat(Names.of(host)).containsExactly("qemu-user");
    }

    @Test
    void takesTheSignatureOfQemuUserModeForNoMachine() {
        FixtureHost host = FixtureHost.guestX86(tree, "TCGTCGTCGTCG")
                .file("/proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n");

        assertThat(Names.of(host)).containsExactly("qemu-user");
    }

    @Test
    void seesATranslatorForTheMachinesOwnArchitecture() {
        FixtureHost host =
                FixtureHost.in(tree).machine("s390x").file("/proc/sys/fs/binfmt_misc/qemu-s390x", "enabled\n");

        assertThat(Names.of(host)).containsExactly("qemu-user");
    }
}
