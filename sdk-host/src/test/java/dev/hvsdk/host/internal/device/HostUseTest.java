/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.root.Limitation;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostUseTest {
    private static final String DISK = "0000:00:1f.2";
    private static final String NIC = "0000:01:00.0";
    private static final String NIC_PATH = "/sys/devices/pci0000:00/0000:00:05.0/0000:01:00.0";

    @TempDir
    Path tree;

    private final List<Limitation> limitations = new ArrayList<>();

    private FixtureHost host() {
        return FixtureHost.in(tree);
    }

    private HostUse use() {
        return HostUse.read(host().build().files(), limitations);
    }

    private FixtureHost disk(String number) {
        String path = "devices/pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0/block/sda/sda2";
        return host().directory("/sys/" + path).link("/sys/dev/block/" + number, "../../" + path);
    }

    @Test
    void findsTheControllerBelowAPartition() {
        disk("8:2").file("/proc/self/mountinfo", "25 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n");

        assertThat(use().carriesRootDisk(DISK)).isTrue();
        assertThat(use().carriesRootDisk(NIC)).isFalse();
        assertThat(limitations).isEmpty();
    }

    @Test
    void findsTheControllerBelowAVolumeOnAnEncryptedPartition() {
        disk("8:2")
                .file("/proc/self/mountinfo", "25 1 253:1 / / rw - ext4 /dev/mapper/vg-root rw\n")
                .link("/sys/dev/block/253:1", "../../devices/virtual/block/dm-1")
                .link("/sys/devices/virtual/block/dm-1/slaves/dm-0", "../../dm-0")
                .link(
                        "/sys/devices/virtual/block/dm-0/slaves/sda2",
                        "../../../../pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0/block/sda/sda2");

        assertThat(use().carriesRootDisk(DISK)).isTrue();
    }

    @Test
    void findsTheControllerBelowAPartitionOfASoftwareRaid() {
        disk("8:2")
                .file("/proc/self/mountinfo", "25 1 259:9 / / rw - xfs /dev/md0p1 rw\n")
                .directory("/sys/devices/virtual/block/md0/md0p1")
                .link("/sys/dev/block/259:9", "../../devices/virtual/block/md0/md0p1")
                .link(
                        "/sys/devices/virtual/block/md0/slaves/sda2",
                        "../../../../pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0/block/sda/sda2");

        assertThat(use().carriesRootDisk(DISK)).isTrue();
    }

    private static final String SHARE_PATH = "/sys/devices/pci0000:00/0000:00:07.0/virtio3";

    private FixtureHost share(String driver, String mount) {
        return host().directory(SHARE_PATH)
                .link(
                        "/sys/bus/virtio/drivers/" + driver + "/virtio3",
                        "../../../../devices/pci0000:00/0000:00:07.0/virtio3")
                .file(
                        "/proc/self/mountinfo",
                        "25 1 0:9 / / rw - tmpfs tmpfs rw\n40 25 0:41 / /mnt rw - " + mount + " rw\n");
    }

    @ParameterizedTest
    @CsvSource({"work, true", "other, false"})
    void findsTheDeviceThatASharedDirectoryComesFromByItsTag(String tag, boolean mounted) {
        share("9pnet_virtio", "9p work").file(SHARE_PATH + "/mount_tag", tag + "\0");

        assertThat(use().mountPoint("0000:00:07.0").isPresent()).isEqualTo(mounted);
    }

    @ParameterizedTest
    @CsvSource({"work, true", "other, false"})
    void findsTheDeviceOfVirtiofsByItsTag(String tag, boolean mounted) {
        share("virtiofs", "virtiofs work")
                .file("/sys/fs/virtiofs/0/tag", tag + "\n")
                .link("/sys/fs/virtiofs/0/device", "../../../devices/pci0000:00/0000:00:07.0/virtio3");

        assertThat(use().mountPoint("0000:00:07.0").isPresent()).isEqualTo(mounted);
    }

    @Test
    void takesEachDeviceOfVirtiofsForMountedWhereTheKernelShowsNoTags() {
        share("virtiofs", "virtiofs work");

        assertThat(use().mountPoint("0000:00:07.0")).contains("/mnt");
    }

    @Test
    void knowsThatTheRootIsASharedDirectory() {
        share("9pnet_virtio", "9p work")
                .file(SHARE_PATH + "/mount_tag", "rootfs\0")
                .file("/proc/self/mountinfo", "25 1 0:9 / / rw - 9p rootfs rw,trans=virtio\n");

        assertThat(use().carriesRootDisk("0000:00:07.0")).isTrue();
        assertThat(limitations).isEmpty();
    }

    @Test
    void findsTheControllersOfAnNvmeSubsystem() {
        host().file("/proc/self/mountinfo", "25 1 259:1 / / rw - ext4 /dev/nvme0n1p1 rw\n")
                .directory("/sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1/nvme0n1p1")
                .link("/sys/dev/block/259:1", "../../devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1/nvme0n1p1")
                .directory(NIC_PATH + "/nvme/nvme0")
                .link(
                        "/sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0",
                        "../../../pci0000:00/0000:00:05.0/0000:01:00.0/nvme/nvme0");

        assertThat(use().carriesRootDisk(NIC)).isTrue();
    }

    @Test
    void findsTheControllerOfAFileSystemWithoutADeviceNumber() {
        disk("8:2")
                .link(
                        "/sys/class/block/sda2",
                        "../../devices/pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0/block/sda/sda2")
                .file("/proc/self/mountinfo", "25 1 0:27 /@ / rw - btrfs /dev/sda2 rw\n");

        assertThat(use().carriesRootDisk(DISK)).isTrue();
    }

    @Test
    void findsTheControllerBehindANameOfDeviceMapper() {
        disk("8:2")
                .link("/sys/class/block/dm-3", "../../devices/virtual/block/dm-3")
                .file("/sys/devices/virtual/block/dm-3/dm/name", "luks-root\n")
                .link(
                        "/sys/devices/virtual/block/dm-3/slaves/sda2",
                        "../../../../pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0/block/sda/sda2")
                .file("/proc/self/mountinfo", "25 1 0:27 /@ / rw - btrfs /dev/mapper/luks-root rw\n");

        assertThat(use().carriesRootDisk(DISK)).isTrue();
    }

    @Test
    void takesTheLastMountOnTheRoot() {
        disk("8:2")
                .file(
                        "/proc/self/mountinfo",
                        "1 0 0:2 / / rw - rootfs rootfs rw\n25 1 8:2 / / rw - ext4 /dev/sda2 rw\n");

        assertThat(use().carriesRootDisk(DISK)).isTrue();
        assertThat(limitations).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"25 1 0:45 / / rw - overlay overlay rw\n", "25 1 8:99 / / rw - ext4 /dev/root rw\n"})
    void saysThatItDoesNotKnowTheDiskOfTheRoot(String mountinfo) {
        host().file("/proc/self/mountinfo", mountinfo);

        use();

        assertThat(limitations)
                .singleElement()
                .satisfies(limitation -> assertThat(limitation.what()).contains("which disk carries it"));
    }

    @Test
    void namesTheMountPointOfAnotherDisk() {
        disk("8:2").file("/proc/self/mountinfo", "30 25 8:2 / /srv/data rw - ext4 /dev/sda2 rw\n");

        assertThat(use().mountPoint(DISK)).contains("/srv/data");
    }

    @Test
    void comesToAnEndWhereSlavesGoInCircles() {
        host().file("/proc/self/mountinfo", "25 1 253:0 / / rw - ext4 /dev/dm-0 rw\n")
                .link("/sys/dev/block/253:0", "../../devices/virtual/block/dm-0")
                .link("/sys/devices/virtual/block/dm-0/slaves/dm-1", "../../dm-1")
                .link("/sys/devices/virtual/block/dm-1/slaves/dm-0", "../../dm-0");

        assertThat(use().carriesRootDisk(DISK)).isFalse();
    }

    private FixtureHost nic() {
        return host().directory(NIC_PATH)
                .directory(NIC_PATH + "/net/eth0")
                .link("/sys/class/net/eth0", "../../devices/pci0000:00/0000:00:05.0/0000:01:00.0/net/eth0")
                .link(NIC_PATH + "/net/eth0/device", "../../../0000:01:00.0");
    }

    @Test
    void findsTheDeviceOfTheDefaultRoute() {
        nic().file("/proc/net/route", """
                        Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT
                        eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
                        eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
                        """);

        assertThat(use().defaultRoute(NIC)).contains("eth0");
        assertThat(use().defaultRoute(DISK)).isEmpty();
    }

    @Test
    void followsTheDefaultRouteThroughABridgeOnABond() {
        nic().file("/proc/net/route", "br0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n")
                .link("/sys/class/net/br0", "../../devices/virtual/net/br0")
                .link("/sys/devices/virtual/net/br0/lower_bond0", "../bond0")
                .link("/sys/class/net/bond0", "../../devices/virtual/net/bond0")
                .link(
                        "/sys/devices/virtual/net/bond0/lower_eth0",
                        "../../../pci0000:00/0000:00:05.0/0000:01:00.0/net/eth0");

        assertThat(use().defaultRoute(NIC)).contains("eth0");
    }

    @Test
    void findsTheDefaultRouteOfIpv6AndPassesOverRefusals() {
        String zero = "0".repeat(32);
        nic().file(
                        "/proc/net/ipv6_route",
                        zero + " 00 " + zero
                                + " 00 fd000000000000000000000000000001 00000400 00000002 00000000 00000003 eth0\n"
                                + zero + " 00 " + zero + " 00 " + zero + " ffffffff 00000001 00000000 00200200 lo\n");

        assertThat(use().defaultRoute(NIC)).contains("eth0");
    }

    @Test
    void passesOverRoutesThatAreNoDefaultOrNoRoutes() {
        nic().file("/proc/net/route", """
                        eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
                        eth0\t00000000\t00000000\t0201\t0\t0\t0\t00000000\t0\t0\t0
                        eth0\t00000000\t00000000\tzzzz\t0\t0\t0\t00000000\t0\t0\t0
                        ../../etc\t00000000\t00000000\t0003\t0\t0\t0\t00000000\t0\t0\t0
                        rubbish
                        """);

        assertThat(use().defaultRoute(NIC)).isEmpty();
    }
}
