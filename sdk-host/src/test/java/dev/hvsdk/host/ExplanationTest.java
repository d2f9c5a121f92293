/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.signal.Rule;
import dev.hvsdk.host.signal.Signal;
import dev.hvsdk.host.signal.Weight;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a detection tells of its reasons. */
class ExplanationTest {
    private static final String ON_DISK = "25 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw\n";
    private static final String CONTAINER_ID = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @TempDir
    Path tree;

    private static List<String> told(HostRoot host) {
        return HostInspector.of(host).detect().signals().stream()
                .map(ExplanationTest::told)
                .toList();
    }

    private static String told(Signal signal) {
        return String.join(
                " ",
                signal.outcome().id(),
                signal.subject(),
                signal.weight().id(),
                signal.rule().id(),
                signal.evidence().source());
    }

    @Test
    void tellsWhatABrandInTheFirmwareOverruled() {
        FixtureHost host = FixtureHost.guestX86(tree, "KVMKVMKVM\0\0\0").dmi("product_name", "VirtualBox");

        assertThat(told(host.build()))
                .containsSubsequence(
                        "decided virtualbox own strongest-decides DMI product_name",
                        "overruled kvm interface brand-over-interface CPUID 0x40000000");
    }

    @Test
    void tellsWhoImitatesHyperV() {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv").signature(0x40000100, "KVMKVMKVM\0\0\0");

        assertThat(told(host.build()))
                .contains(
                        "decided kvm interface strongest-decides CPUID 0x40000100",
                        "overruled hyper-v interface imitated-interface CPUID 0x40000000");
    }

    @Test
    void tellsWhyAMachineIsPhysical() {
        FixtureHost host = FixtureHost.physicalX86(tree)
                .dmi("sys_vendor", "Hetzner")
                .dmi("product_name", "vServer")
                .file("/.dockerenv", "")
                .file("/proc/1/environ", "container=docker\0")
                .file("/proc/self/cgroup", "4:memory:/docker/" + CONTAINER_ID + "\n")
                .file("/proc/self/mountinfo", ON_DISK);

        assertThat(HostInspector.of(host.build()).detect().verdict()).isEqualTo(Detection.Verdict.PHYSICAL);
        assertThat(told(host.build()))
                .containsExactlyInAnyOrder(
                        "decided hetzner none clouds-may-be-metal DMI sys_vendor",
                        "too-weak kvm cloud clouds-may-be-metal DMI product_name",
                        "denies none none silence CPUID 0x1",
                        "overruled docker cgroup whole-disk /proc/self/cgroup",
                        "overruled docker first-process first-namespace /proc/1/environ",
                        "overruled docker marker first-namespace /.dockerenv",
                        "denies none none first-namespace /proc/self/ns/pid",
                        "denies none none whole-disk /proc/self/mountinfo /");
    }

    @Test
    void tellsWhichImageLeftItsMarks() {
        FixtureHost host = FixtureHost.guestX86(tree, "KVMKVMKVM\0\0\0")
                .namespaces(4026532200L)
                .file("/proc/self/cgroup", "0::/system.slice/docker-" + CONTAINER_ID + ".scope\n")
                .file("/proc/1/environ", "container=oci\0")
                .file("/run/.containerenv", "");

        assertThat(told(host.build()))
                .contains(
                        "decided docker cgroup named-engines /proc/self/cgroup",
                        "overruled oci-container first-process engine-over-image /proc/1/environ",
                        "overruled podman marker engine-over-image /run/.containerenv",
                        "agrees docker kernel own-namespace /proc/self/ns/pid");
    }

    @Test
    void tellsThatAGeneralNameAgrees() {
        FixtureHost host = FixtureHost.guestX86(tree, "KVMKVMKVM\0\0\0")
                .namespaces(4026532200L)
                .file("/dev/lxd/sock", "")
                .file("/proc/1/environ", "container=lxc\0");

        assertThat(told(host.build()))
                .contains(
                        "decided lxd first-process named-engines /dev/lxd/sock",
                        "agrees lxc first-process specific-name /proc/1/environ");
    }

    @Test
    void tellsThatADom0SeesTheTablesOfTheMachineBelow() {
        FixtureHost host = FixtureHost.guestX86(tree, "XenVMMXenVMM")
                .dmi("sys_vendor", "QEMU")
                .file("/sys/hypervisor/type", "xen\n")
                .file("/proc/xen/capabilities", "control_d\n");

        assertThat(told(host.build()))
                .contains(
                        "decided qemu monitor strongest-decides DMI sys_vendor",
                        "decided xen/dom0 kernel privileged-hosts /proc/xen/capabilities");
    }

    @Test
    void tellsOnOtherArchitecturesAndSystems() {
        assertThat(told(FixtureHost.in(tree.resolve("power"))
                        .machine("ppc64le")
                        .file("/proc/cpuinfo", "cpu\t: POWER9\nmachine\t\t: PowerNV 9006-22P\n")
                        .build()))
                .contains("denies none none kernel-says-so /proc/cpuinfo machine");
        assertThat(told(FixtureHost.in(tree.resolve("z"))
                        .machine("s390x")
                        .file("/proc/sysinfo", "LPAR Number: 3\n")
                        .build()))
                .contains("decided ibm-lpar kernel kernel-says-so /proc/sysinfo");
        assertThat(told(FixtureHost.in(tree.resolve("bsd"))
                        .system("FreeBSD")
                        .sysctl("kern.vm_guest", "none")
                        .sysctl("security.jail.jailed", "1")
                        .build()))
                .contains(
                        "denies none none kernel-says-so sysctl kern.vm_guest",
                        "decided freebsd-jail kernel kernel-says-so sysctl security.jail.jailed");
    }

    @Test
    void doesNotCountWhatATranslatorSaysOfTheCpu() {
        FixtureHost host = FixtureHost.guestX86(tree, "KVMKVMKVM\0\0\0").cpuVendor("VirtualApple");

        assertThat(told(host.build()))
                .contains(
                        "decided rosetta kernel translators CPUID 0x0",
                        "overruled kvm interface translators CPUID 0x40000000");
    }

    /** The machine that runs the tests, whatever it is. */
    @Test
    void explainsThisMachine() {
        Detection detection = HostInspector.of(HostRoot.live()).detect();

        assertThat(detection.signals()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(detection.layers().stream()
                        .flatMap(layer -> layer.evidence().stream())
                        .toList())
                .isSubsetOf(detection.signals().stream().map(Signal::evidence).toList());
    }

    @Test
    void hasWordsForEverything() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::statement))
                .allSatisfy(text -> assertThat(text).matches("[A-Z].*\\.|.*\\)\\."));
        assertThat(Arrays.stream(Weight.values()).map(Weight::meaning)).doesNotContain("");
    }
}
