/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostCapture;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.RecordedFacts;
import dev.hvsdk.host.testing.CapturedHosts;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostDoctorTest {
    private static final String VERSION_1 = """
            #subsys_name	hierarchy	num_cgroups	enabled
            cpuset	3	1	1
            cpu	1	1	1
            cpuacct	2	1	1
            blkio	0	1	1
            memory	4	15	0
            devices	5	1	1
            """;

    @TempDir
    Path tree;

    private static CheckResult result(HostRoot root, String id) {
        return HostDoctor.of(root).examine().results().stream()
                .filter(result -> result.check().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Verdict> verdicts(HostRoot root, CheckGroup group) {
        return HostDoctor.of(root).examine(HostDoctor.checks(group)).results().stream()
                .collect(Collectors.toMap(result -> result.check().id(), CheckResult::verdict));
    }

    private FixtureHost linux() {
        return FixtureHost.physicalX86(tree).system("Linux");
    }

    @Test
    void namesEveryCheckOnceAndHasSomeForEachGroup() {
        assertThat(HostDoctor.checks())
                .extracting(HostCheck::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+\\.[a-z0-9-]+"));
        for (CheckGroup group : CheckGroup.values()) {
            assertThat(HostDoctor.checks(group)).hasSizeGreaterThan(4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bochs-vtx, kvm.cpu, PASS",
        "bochs-vtx, kvm.second-stage, PASS",
        "bochs-vtx-locked, kvm.cpu, FAIL",
        "bochs-vtx-locked, kvm.device, FAIL",
        "kvm-nested-amd-locked, kvm.cpu, FAIL",
        "kvm-nested-amd-locked, kvm.device, FAIL",
        "linux-vtd, passthrough.iommu, PASS",
        "linux-vtd, passthrough.interrupt-remapping, PASS",
        "linux-vtd, passthrough.devices, PASS",
        "linux-vtd-vfs, passthrough.sr-iov, PASS",
        "linux-vtd-vfio, passthrough.vfio, PASS",
        "linux-vtd, xen.dom0, NOTE",
        "xen-dom0, xen.dom0, PASS",
        "xen-dom0, xen.hvm, PASS",
        "xen-dom0, xen.toolstack, WARN",
        "xen-dom0, xen.interface, WARN",
        "xen-dom0, kvm.device, NOTE",
        "xen-dom0, passthrough.vfio, NOTE",
        "xen-dom0-amdvi, passthrough.iommu, WARN"
    })
    void judgesCapturedHosts(String host, String check, Verdict verdict) {
        assertThat(result(CapturedHosts.read(host), check).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"bochs-vtx-locked, Enable Intel VT-x", "kvm-nested-amd-locked, Enable AMD-V"})
    void saysThatTheFirmwareIsTheReason(String host, String remedy) {
        CheckResult cpu = result(CapturedHosts.read(host), "kvm.cpu");

        assertThat(cpu.reason()).contains("disabled by firmware", "switched off by firmware");
        assertThat(cpu.remedy()).hasValueSatisfying(text -> assertThat(text).startsWith(remedy));
    }

    @Test
    void tellsXenByItsVersion() {
        assertThat(result(CapturedHosts.read("xen-dom0"), "xen.dom0").reason())
                .startsWith("this is the dom0 of Xen 4.17");
    }

    @Test
    void findsTheControllersOfVersion1() {
        HostRoot host =
                linux().directory("/sys/bus").file("/proc/cgroups", VERSION_1).build();

        assertThat(verdicts(host, CheckGroup.KVM))
                .containsEntry("kvm.cgroup-cpu", Verdict.PASS)
                .containsEntry("kvm.cgroup-blkio", Verdict.WARN)
                .containsEntry("kvm.cgroup-memory", Verdict.WARN);
        assertThat(verdicts(host, CheckGroup.LXC))
                .containsEntry("lxc.cgroup-devices", Verdict.PASS)
                .containsEntry("lxc.cgroup-freezer", Verdict.FAIL);
        assertThat(result(host, "containers.cgroups").verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void findsTheControllersOfVersion2() {
        HostRoot host = linux().file("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io pids\n")
                .build();

        assertThat(verdicts(host, CheckGroup.LXC))
                .containsEntry("lxc.cgroup-cpu", Verdict.PASS)
                .containsEntry("lxc.cgroup-blkio", Verdict.PASS)
                .containsEntry("lxc.cgroup-devices", Verdict.PASS)
                .containsEntry("lxc.cgroup-freezer", Verdict.PASS)
                .containsEntry("lxc.cgroup-memory", Verdict.FAIL);
        assertThat(result(host, "lxc.cgroup-memory").remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).startsWith("boot with cgroup_enable=memory"));
        assertThat(result(host, "containers.cgroups").verdict()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "/proc/sys/user/max_user_namespaces, 0, WARN",
        "/proc/sys/user/max_user_namespaces, 100, PASS",
        "/proc/sys/kernel/unprivileged_userns_clone, 0, WARN",
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns, 1, WARN",
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns, 0, PASS"
    })
    void knowsTheSwitchesOfUserNamespaces(String file, String value, Verdict verdict) {
        HostRoot host = linux().namespace("user", 7).file(file, value + "\n").build();

        assertThat(result(host, "containers.user-namespaces").verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"2.6.25, FAIL", "2.6.32-754.el6, PASS", "6.1.0-56-amd64, PASS", "next, WARN"})
    void comparesTheVersionOfTheKernel(String release, Verdict verdict) {
        HostRoot host =
                linux().file("/proc/sys/kernel/osrelease", release + "\n").build();

        assertThat(result(host, "lxc.kernel").verdict()).isEqualTo(verdict);
    }

    @Test
    void tellsANodeThatIsMissingFromOneThatWasNotCaptured() {
        assertThat(result(linux().build(), "kvm.tun").reason())
                .isEqualTo("not known: the capture does not show /dev/net/tun");
        assertThat(result(linux().file("/proc/filesystems", "").build(), "kvm.tun")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(result(linux().file("/dev/net/tun", "").build(), "kvm.tun").verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void findsWhatIsInstalled() {
        HostRoot host = linux().file("/usr/bin/qemu-system-x86_64", "")
                .file("/usr/bin/newuidmap", "")
                .file("/run/docker.sock", "")
                .file("/proc/filesystems", "nodev\tproc\nnodev\toverlay\n")
                .file("/proc/sys/net/ipv4/ip_forward", "0\n")
                .build();

        assertThat(result(host, "kvm.emulator").reason()).isEqualTo("/usr/bin/qemu-system-x86_64");
        assertThat(result(host, "containers.newuidmap").verdict()).isEqualTo(Verdict.PASS);
        assertThat(result(host, "containers.engine").reason()).contains("Docker");
        assertThat(result(host, "containers.overlay").verdict()).isEqualTo(Verdict.PASS);
        assertThat(result(host, "containers.forwarding").verdict()).isEqualTo(Verdict.NOTE);
    }

    @ParameterizedTest
    @CsvSource({
        "bochs-vtx-locked, passthrough.iommu",
        "xen-dom0, passthrough.iommu",
        "xen-pv, passthrough.iommu",
        "kvm-nested-amd-locked, passthrough.iommu",
        "kvm-nested-amd-locked, passthrough.vfio",
        "kvm-nested-amd-locked, passthrough.devices"
    })
    void beginsADoubtWithTheWordsByWhichItIsKnown(String host, String check) {
        CheckResult result = result(CapturedHosts.read(host), check);

        assertThat(result.verdict()).isEqualTo(Verdict.WARN);
        assertThat(result.reason()).startsWith("not known: ").doesNotContain("hidden");
    }

    private FixtureHost guest() {
        return FixtureHost.guestX86(tree, "KVMKVMKVM")
                .cpuinfo("GenuineIntel", "fpu hypervisor avx2")
                .system("Linux");
    }

    @Test
    void doesNotBlameTheCpuWhereKvmStartedAndThisUserMayNotUseIt() {
        HostRoot host = guest().directory("/sys/bus")
                .directory("/sys/class/misc/kvm")
                .kvmProblem(Fact.Reason.DENIED, "no permission to read /dev/kvm")
                .build();

        CheckResult cpu = result(host, "kvm.cpu");
        assertThat(cpu.verdict()).isEqualTo(Verdict.NOTE);
        assertThat(cpu.reason()).startsWith("KVM started here all the same: ");
        assertThat(result(host, "kvm.device").verdict()).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "ABSENT"})
    void doesNotBlameTheCpuWhereNobodySeesWhetherKvmStarted(Fact.Reason reason) {
        HostRoot host = guest().kvmProblem(reason, "a test says " + reason).build();

        CheckResult cpu = result(host, "kvm.cpu");
        assertThat(cpu.verdict()).isEqualTo(Verdict.WARN);
        assertThat(cpu.reason()).startsWith("not known: whether KVM does without it here; ");
        assertThat(cpu.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).contains("/dev/kvm"));
    }

    @Test
    void blamesTheCpuWhereNoKvmStarted() {
        HostRoot host = guest().directory("/sys/bus")
                .directory("/sys/class/misc")
                .kvmProblem(Fact.Reason.DENIED, "no permission to read /dev/kvm")
                .build();

        assertThat(result(host, "kvm.cpu").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void lacksNoControllerThatVersion2MayHaveWhereItIsNotShown() {
        HostRoot host = linux().file("/proc/cgroups", VERSION_1).build();

        assertThat(verdicts(host, CheckGroup.LXC)).containsEntry("lxc.cgroup-freezer", Verdict.WARN);
        assertThat(result(host, "lxc.cgroup-freezer").reason()).isEqualTo("not known: /sys is not there");
    }

    @Test
    void saysAllVerdictsInOneText() {
        assertThat(HostDoctor.of(linux().build()).examine(HostDoctor.checks(CheckGroup.PASSTHROUGH)))
                .asString()
                .startsWith("Diagnosis[results=[passthrough.iommu: warn, ")
                .contains("limitations=[Limitation[what=/sys is not there, ");
    }

    @Test
    void leavesAloneWhatIsNoLinux() {
        HostRoot host = FixtureHost.in(tree).system("FreeBSD").build();

        assertThat(HostDoctor.of(host).examine().results())
                .allSatisfy(result -> assertThat(result.verdict()).isEqualTo(Verdict.NOTE));
    }

    /** Nobody knows a host by nothing: no check may pass or fail for it. */
    @Test
    void claimsNothingOfAHostOfWhichNothingIsKnown() {
        HostRoot host = HostRoot.of(RecordedFacts.none());

        assertThat(HostDoctor.of(host).examine().results())
                .allSatisfy(result -> assertThat(result.verdict())
                        .as("%s %s", result, result.reason())
                        .isIn(Verdict.WARN, Verdict.NOTE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux-vtd",
                "linux-vtd-vfs",
                "linux-vtd-vfio",
                "linux-amdvi",
                "xen-dom0",
                "xen-dom0-amdvi",
                "bochs-vtx",
                "bochs-vtx-locked",
                "kvm-nested-amd-locked"
            })
    void saysWhyAndWhatToDo(String name) {
        assertThat(HostDoctor.of(CapturedHosts.read(name)).examine().results()).allSatisfy(result -> {
            assertThat(result.reason()).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
            if (result.verdict() == Verdict.WARN || result.verdict() == Verdict.FAIL) {
                assertThat(result.remedy()).as(result.toString()).isPresent();
            }
        });
    }

    @Test
    void survivesRubbish() {
        Random random = new Random(20261129L);
        List<String> paths = List.of(
                "/proc/cgroups",
                "/sys/fs/cgroup/cgroup.controllers",
                "/proc/filesystems",
                "/proc/sys/kernel/osrelease",
                "/proc/sys/user/max_user_namespaces",
                "/sys/hypervisor/properties/capabilities",
                "/proc/sys/net/ipv4/ip_forward",
                "/proc/cpuinfo");
        for (int i = 0; i < 50; i++) {
            FixtureHost host = linux();
            for (String path : paths) {
                byte[] content = new byte[random.nextInt(200)];
                random.nextBytes(content);
                host.file(path, content);
            }
            assertThat(HostDoctor.of(host.build()).examine().results()).hasSameSizeAs(HostDoctor.checks());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysTheSameOfThisMachineAndOfItsCapture() {
        HostRoot live = HostRoot.live();
        HostCapture.of(live).write(tree);

        assertThat(described(HostRoot.captured(tree))).isEqualTo(described(live));
    }

    private static List<String> described(HostRoot root) {
        return HostDoctor.of(root).examine().results().stream()
                .map(result -> result + " " + result.reason())
                .toList();
    }
}
