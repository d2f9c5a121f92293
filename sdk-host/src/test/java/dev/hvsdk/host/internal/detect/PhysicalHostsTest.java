/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.Detection;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.SystemdDetectVirt;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Physical hosts of many makers, with all that people install on them: none of them is virtual. */
class PhysicalHostsTest {
    private static final List<List<String>> MACHINES = List.of(
            List.of("Dell Inc.", "PowerEdge R740"),
            List.of("HPE", "ProLiant DL380 Gen10"),
            List.of("LENOVO", "20XWCTO1WW"),
            List.of("Supermicro", "SYS-1029P-WTRT"),
            List.of("Microsoft Corporation", "Surface Pro 7"),
            List.of("Google", "Eve"),
            List.of("Apple Inc.", "MacBookPro16,1"),
            List.of("Oracle Corporation", "ORACLE SERVER X8-2"),
            List.of("Intel Corporation", "NUC10i7FNH"),
            List.of("HITACHI", "Compute Blade 520HB3"),
            List.of("Red Hat", "Reference board"),
            List.of("XENON", "XENON workstation"),
            List.of("Hetzner", "AX102"),
            List.of("Nutanix", "NX-8035-G7"),
            List.of("Nutanix", "AHV"),
            List.of("Amazon EC2", "m5.metal"),
            List.of("Alibaba Cloud", "Alibaba Cloud ECS"),
            List.of("Alibaba", "Alibaba Cloud ECS"),
            List.of("Google", "Google Compute Engine"),
            List.of("Yandex", "T175-N41-Y3N"),
            List.of("UpCloud", "Server"),
            List.of("To Be Filled By O.E.M.", "To Be Filled By O.E.M."));

    private static final List<String> INSTALLED = List.of(
            "/var/lib/docker/overlay2",
            "/var/lib/docker/containers",
            "/var/lib/lxc",
            "/var/lib/lxd",
            "/var/lib/incus",
            "/var/lib/libvirt/qemu",
            "/var/lib/machines",
            "/sys/module/kvm",
            "/sys/module/kvm_amd",
            "/sys/module/vboxdrv",
            "/sys/module/vmmon",
            "/sys/module/hv_vmbus",
            "/sys/module/xen_blkfront",
            "/dev/vboxdrv",
            "/usr/lib/xen",
            "/etc/xen",
            "/opt/VirtualBox",
            "/run/docker",
            "/run/libpod");

    private static final List<String> LEFT_OVERS = List.of(
            "/.dockerenv", "/.dockerinit", "/run/.containerenv", "/dev/kvm", "/run/docker.sock", "/dev/vhost-net");

    private static final List<String> ROOTS = List.of(
            "/ / rw - ext4 /dev/sda2 rw",
            "/@ / rw - btrfs /dev/nvme0n1p3 rw",
            "/ / rw - xfs /dev/mapper/vg-root rw",
            "/ / rw - zfs rpool/ROOT/debian rw");

    private static final List<String> VENDORS =
            List.of("0x8086", "0x1af4", "0x15ad", "0x1b36", "0x10de", "0x15b3", "0x1234");

    @TempDir
    Path tree;

    @ParameterizedTest
    @ValueSource(
            longs = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
                29, 30
            })
    void areNeverCalledVirtual(long seed) {
        Random random = new Random(seed);
        FixtureHost host = FixtureHost.physicalX86(tree);
        List<String> machine = any(MACHINES, random);
        host.dmi("sys_vendor", machine.get(0))
                .dmi("product_name", machine.get(1))
                .dmi("bios_vendor", "American Megatrends Inc.");
        INSTALLED.stream().filter(path -> random.nextBoolean()).forEach(host::directory);
        LEFT_OVERS.stream().filter(path -> random.nextBoolean()).forEach(path -> host.file(path, ""));
        for (int device = 0; device < random.nextInt(8); device++) {
            host.file("/sys/bus/pci/devices/0000:0" + device + ":00.0/vendor", any(VENDORS, random) + "\n");
        }
        host.file(
                        "/proc/self/mountinfo",
                        "25 1 259:2 " + any(ROOTS, random)
                                + "\n512 25 0:48 / /var/lib/docker/overlay2/0f0e/merged rw - overlay overlay rw\n")
                .file("/proc/self/cgroup", random.nextBoolean() ? "0::/user.slice/session-2.scope\n" : "0::/\n")
                .file("/proc/1/environ", random.nextBoolean() ? "container=oci\0" : "PATH=/bin\0")
                .file("/sys/devices/system/clocksource/clocksource0/available_clocksource", "tsc hpet acpi_pm\n");

        Detection detection = HostInspector.of(host.build()).detect();

        assertThat(detection.layers())
                .as("%s: %s", machine, detection.signals())
                .isEmpty();
        assertThat(detection.verdict()).isEqualTo(Detection.Verdict.PHYSICAL);
        assertThat(SystemdDetectVirt.word(detection, SystemdDetectVirt.Scope.ANY))
                .isEqualTo("none");
        assertThat(detection.signals()).isNotEmpty();
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
