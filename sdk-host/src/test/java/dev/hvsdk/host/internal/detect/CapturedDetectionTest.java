/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.root.HostCapture;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A capture of a host gives the answer of the host: what detection reads is what a capture holds. */
class CapturedDetectionTest {
    private static final String ID = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    /** One host for each place that detection looks at, by what it is to find there. */
    private static final Map<List<String>, UnaryOperator<FixtureHost>> HOSTS = Map.ofEntries(
            Map.entry(
                    List.of("kvm/nitro"),
                    host -> guest(host, "KVMKVMKVM\0\0\0")
                            .dmi("sys_vendor", "Amazon EC2")
                            .dmi("product_name", "c5.large")),
            Map.entry(
                    List.of("kvm/firecracker"),
                    host -> guest(host, "KVMKVMKVM\0\0\0")
                            .file(
                                    "/sys/firmware/acpi/tables/FACP",
                                    "FACP\0\0\0\0\0\0FIRECKFCVMFADT".getBytes(StandardCharsets.US_ASCII))),
            Map.entry(
                    List.of("hyper-v", "wsl/wsl2", "docker"),
                    host -> guest(host, "Microsoft Hv")
                            .directory("/run/WSL")
                            .namespaces(4026532200L)
                            .file("/proc/self/cgroup", "4:memory:/docker/" + ID + "\n")),
            Map.entry(
                    List.of("kvm"),
                    host -> host.machine("x86_64")
                            .file(
                                    "/sys/devices/system/clocksource/clocksource0/available_clocksource",
                                    "kvm-clock tsc\n")),
            Map.entry(
                    List.of("qemu", "xen/dom0"),
                    host -> guest(host, "XenVMMXenVMM")
                            .dmi("sys_vendor", "QEMU")
                            .file("/sys/hypervisor/type", "xen\n")
                            .file("/proc/xen/capabilities", "control_d\n")),
            Map.entry(List.of("xen/hvm"), host -> host.machine("ia64").file("/sys/bus/xen/drivers/vbd/bind", "")),
            Map.entry(
                    List.of("lxd", "podman"),
                    host -> host.machine("x86_64")
                            .namespaces(4026532200L)
                            .file("/dev/lxd/sock", "")
                            .file(
                                    "/proc/self/mountinfo",
                                    "1 0 0:50 / / rw - overlay overlay rw,lowerdir=/var/lib/containers/storage/overlay/l/A\n")),
            Map.entry(
                    List.of("systemd-nspawn"),
                    host -> host.machine("x86_64")
                            .namespaces(4026532200L)
                            .file("/run/host/container-manager", "systemd-nspawn\n")),
            Map.entry(
                    List.of("lxc"),
                    host -> host.machine("x86_64").namespaces(4026532200L).file("/proc/1/environ", "container=lxc\0")),
            Map.entry(
                    List.of("bubblewrap"),
                    host -> host.machine("x86_64").namespaces(4026532200L).file("/proc/1/comm", "bwrap\n")),
            Map.entry(
                    List.of("flatpak"),
                    host -> host.machine("x86_64").namespaces(4026532200L).file("/.flatpak-info", "")),
            Map.entry(List.of("container-other"), host -> host.machine("x86_64").namespaces(4026532200L)),
            Map.entry(List.of("openvz"), host -> host.machine("x86_64").directory("/proc/vz")),
            Map.entry(List.of("linux-vserver"), host -> host.machine("x86_64").file("/proc/self/status", "VxID:\t7\n")),
            Map.entry(
                    List.of("gvisor"),
                    host -> host.machine("x86_64").file("/proc/sys/kernel/osrelease", "4.19.0-gvisor\n")),
            Map.entry(
                    List.of("uml"),
                    host -> host.machine("x86_64")
                            .file("/proc/exitcode", "0\n")
                            .file("/proc/cpuinfo", "vendor_id\t: User Mode Linux\n")),
            Map.entry(
                    List.of("powervm/lpar-shared"),
                    host -> host.machine("ppc64le").file("/proc/ppc64/lparcfg", "shared_processor_mode=1\n")),
            Map.entry(
                    List.of("ibm-lpar", "ibm-zvm"),
                    host -> host.machine("s390x")
                            .file("/proc/sysinfo", "LPAR Number: 3\nVM00 Control Program: z/VM    7.2.0\n")),
            Map.entry(List.of("ldoms/guest"), host -> host.machine("sparc64").file("/dev/mdesc", "")),
            Map.entry(
                    List.of("vmware"),
                    host -> host.machine("aarch64").file("/proc/device-tree/hypervisor/compatible", "vmware\0")),
            Map.entry(
                    List.of("qemu-user"),
                    host -> host.machine("s390x").file("/proc/sys/fs/binfmt_misc/qemu-s390x", "enabled\n")),
            Map.entry(List.of("freebsd-jail"), host -> host.system("FreeBSD").sysctl("security.jail.jailed", "1")),
            Map.entry(List.of("solaris-zone"), host -> host.system("SunOS").zone("web1")),
            Map.entry(
                    List.of(),
                    host -> host.machine("x86_64").namespaces(4026531836L).file("/.dockerenv", "")));

    @TempDir
    Path directory;

    private static FixtureHost guest(FixtureHost host, String signature) {
        return host.machine("x86_64").namespaces(4026531836L).signature(0x40000000, signature);
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheHostDoes() {
        Map<String, List<String>> names = new TreeMap<>();
        HOSTS.keySet().forEach(layers -> names.put(String.join(" ", layers), layers));
        return names.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest("[" + entry.getKey() + "]", () -> compare(entry.getValue())));
    }

    private void compare(List<String> expected) {
        Path at = directory.resolve(String.join("_", expected).replace('/', '-') + "_");
        FixtureHost host = FixtureHost.in(at.resolve("host"));
        HostRoot written = HOSTS.getOrDefault(expected, UnaryOperator.identity())
                .apply(host)
                .directory("/proc")
                .build();

        assertThat(Names.of(Detector.detect(written))).isEqualTo(expected);
        assertThat(Names.of(captured(written, at.resolve("capture")))).isEqualTo(expected);
    }

    private static Findings captured(HostRoot host, Path to) {
        HostCapture.of(host).write(to);
        return Detector.detect(HostRoot.captured(to));
    }

    @Test
    void answersForThisMachineAsItDoesLive() {
        Findings live = Detector.detect(HostRoot.live());

        assertThat(Names.of(captured(HostRoot.live(), directory.resolve("live"))))
                .isEqualTo(Names.of(live));
    }
}
