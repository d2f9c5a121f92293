/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Assignability.State;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceScanTest {
    private static final String STICK = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-4";
    private static final String MDEV = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";

    @TempDir
    Path tree;

    private FixtureHost host() {
        return FixtureHost.in(tree);
    }

    private List<PassthroughDevice> devices() {
        return DeviceReader.read(host().build()).devices();
    }

    private PassthroughDevice only() {
        List<PassthroughDevice> devices = devices();
        assertThat(devices).hasSize(1);
        return devices.get(0);
    }

    @Test
    void readsAFunctionOfALargeDomainFromAttributesAlone() {
        host().file("/sys/bus/pci/devices/10000:e1:00.0/vendor", "0x144d\n")
                .file("/sys/bus/pci/devices/10000:e1:00.0/device", "0xa80a\n")
                .file("/sys/bus/pci/devices/10000:e1:00.0/class", "0x010802\n")
                .file("/sys/bus/pci/devices/10000:e1:00.0/numa_node", "1\n");

        PciDevice device = (PciDevice) only();

        assertThat(device.pciAddress()).isEqualTo(new PciAddress(0x10000, 0xe1, 0, 0));
        assertThat(device.vendorId()).contains("144d");
        assertThat(device.classCode()).contains("0108");
        assertThat(device.numaNode()).hasValue(1);
    }

    @Test
    void leavesRubbishOut() {
        String path = "/sys/bus/pci/devices/0000:00:03.0/";
        host().file(path + "uevent", "\0\377=\n==\nPCI_ID=zz:123456\nPCI_CLASS=-5\n")
                .file(path + "numa_node", "99999999999999999999\n")
                .file(path + "sriov_totalvfs", "many\n")
                .file(path + "reset_method", "\n")
                .link(path + "iommu_group", "../../9999999999999999999")
                .link(path + "physfn", "../nonsense")
                .directory("/sys/bus/pci/devices/not-an-address");

        DeviceReading reading = DeviceReader.read(host().build());
        PciDevice device = (PciDevice) reading.devices().get(0);

        assertThat(device.vendorId()).isEmpty();
        assertThat(device.deviceId()).isEmpty();
        assertThat(device.classCode()).isEmpty();
        assertThat(device.numaNode()).isEmpty();
        assertThat(device.iommuGroup()).isEmpty();
        assertThat(device.sriov()).isEmpty();
        assertThat(device.isVirtualFunction()).isFalse();
        assertThat(reading.limitations())
                .anySatisfy(limitation -> assertThat(limitation.what()).contains("'not-an-address'"));
    }

    @Test
    void namesMakersAndModelsFromTheDatabaseOfTheHost() {
        host().file("/usr/share/misc/pci.ids", """
                        # An id database.
                        1af3  Somebody Else
                        \t1041  Something Else
                        1af4  Red Hat, Inc.
                        \t1041  Virtio 1.0 network device
                        \t\t1af4 1041  A subsystem
                        \t1042  Virtio 1.0 block device
                        C 02  Network controller
                        \t1043  Not a model
                        """)
                .file("/sys/bus/pci/devices/0000:00:03.0/uevent", "PCI_ID=1AF4:1041\n")
                .file("/sys/bus/pci/devices/0000:00:04.0/uevent", "PCI_ID=1AF4:1043\n")
                .file("/sys/bus/pci/devices/0000:00:05.0/uevent", "PCI_ID=ABCD:1041\n");

        assertThat(devices())
                .extracting(device -> device.name().orElse(""))
                .containsExactly("Red Hat, Inc. Virtio 1.0 network device", "Red Hat, Inc.", "");
    }

    @Test
    void readsUsbDevicesWithoutHubsAndInterfaces() {
        host().file("/sys/bus/usb/devices/usb1/bDeviceClass", "09\n")
                .file("/sys/bus/usb/devices/1-3/bDeviceClass", "09\n")
                .file("/sys/bus/usb/devices/1-3.2/bDeviceClass", "00\n")
                .file("/sys/bus/usb/devices/1-3.2/idVendor", "0403\n")
                .file("/sys/bus/usb/devices/1-3.2/idProduct", "6001\n")
                .file("/sys/bus/usb/devices/1-3.2/busnum", "1\n")
                .file("/sys/bus/usb/devices/1-3.2/devnum", "7\n")
                .file("/sys/bus/usb/devices/1-3.2/serial", "A50285BI\n")
                .file("/sys/bus/usb/devices/1-3.2/manufacturer", "FTDI\n")
                .file("/sys/bus/usb/devices/1-3.2/product", "FT232R USB UART\n")
                .link("/sys/bus/usb/devices/1-3.2:1.0/driver", "../../../bus/usb/drivers/ftdi_sio");

        UsbDevice device = (UsbDevice) only();

        assertThat(device.address()).isEqualTo("1-3.2");
        assertThat(device.vendorId()).contains("0403");
        assertThat(device.deviceId()).contains("6001");
        assertThat(device.classCode()).contains("00");
        assertThat(device.bus()).hasValue(1);
        assertThat(device.device()).hasValue(7);
        assertThat(device.serial()).contains("A50285BI");
        assertThat(device.name()).contains("FTDI FT232R USB UART");
        assertThat(device.driver()).contains("ftdi_sio");
        assertThat(device.assignability().state()).isEqualTo(State.READY);
    }

    @Test
    void namesUsbDevicesFromTheDatabaseOfTheHost() {
        host().file("/usr/share/hwdata/usb.ids", "0403  Future Technology Devices\n\t6001  Serial converter\n")
                .file("/sys/bus/usb/devices/1-3/idVendor", "0403\n")
                .file("/sys/bus/usb/devices/1-3/idProduct", "6001\n")
                .file("/sys/bus/usb/devices/1-3/product", "something it says itself\n");

        assertThat(only().name()).contains("Future Technology Devices Serial converter");
    }

    @Test
    void keepsTheUsbDiskThatTheHostStartedFrom() {
        host().link("/sys/bus/usb/devices/1-4", "../../../devices/pci0000:00/0000:00:14.0/usb1/1-4")
                .file(STICK + "/bDeviceClass", "00\n")
                .directory(STICK + "/1-4:1.0/host2/block/sdb/sdb1")
                .link(
                        "/sys/dev/block/8:17",
                        "../../devices/pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0/host2/block/sdb/sdb1")
                .file("/proc/self/mountinfo", "25 1 8:17 / / rw - ext4 /dev/sdb1 rw\n");

        assertThat(only().assignability().state()).isEqualTo(State.BLOCKED);
        assertThat(only().assignability().blockers()).extracting(Blocker::kind).containsExactly(Kind.CARRIES_ROOT_DISK);
    }

    @Test
    void readsMediatedDevicesAndTheirParent() {
        String parent = "/sys/devices/pci0000:00/0000:00:02.0";
        host().link("/sys/bus/mdev/devices/" + MDEV, "../../../devices/pci0000:00/0000:00:02.0/" + MDEV)
                .file(parent + "/numa_node", "0\n")
                .link(parent + "/" + MDEV + "/mdev_type", "../mdev_supported_types/i915-GVTg_V5_4")
                .file(parent + "/mdev_supported_types/i915-GVTg_V5_4/name", "GVTg_V5_4\n")
                .link(parent + "/" + MDEV + "/iommu_group", "../../../../kernel/iommu_groups/21")
                .link(parent + "/" + MDEV + "/driver", "../../../../bus/mdev/drivers/vfio_mdev");

        MediatedDevice device = (MediatedDevice) only();

        assertThat(device.address()).isEqualTo(MDEV);
        assertThat(device.type()).contains("i915-GVTg_V5_4");
        assertThat(device.name()).contains("GVTg_V5_4");
        assertThat(device.parent()).contains(PciAddress.parse("0000:00:02.0"));
        assertThat(device.iommuGroup()).hasValue(21);
        assertThat(device.numaNode()).hasValue(0);
        assertThat(device.driver()).contains("vfio_mdev");
        assertThat(device.assignability().state()).isEqualTo(State.READY);
    }

    @Test
    void readsNodesAndSaysWhereOneIsMissing() {
        host().file("/sys/class/misc/kvm/dev", "10:232\n")
                .file("/dev/kvm", "")
                .file("/sys/class/misc/tun/dev", "10:200\n")
                .link("/sys/class/drm/renderD128", "../../devices/pci0000:00/0000:00:02.0/drm/renderD128")
                .file("/sys/devices/pci0000:00/0000:00:02.0/drm/renderD128/dev", "226:128\n")
                .link("/sys/devices/pci0000:00/0000:00:02.0/drm/renderD128/device", "../../../0000:00:02.0")
                .link("/sys/devices/pci0000:00/0000:00:02.0/driver", "../../../bus/pci/drivers/i915")
                .file("/dev/dri/renderD128", "");

        List<PassthroughDevice> nodes = devices();

        assertThat(nodes)
                .extracting(PassthroughDevice::address)
                .containsExactly("/dev/kvm", "/dev/net/tun", "/dev/dri/renderD128");
        assertThat(nodes)
                .extracting(node -> node.assignability().state())
                .containsExactly(State.READY, State.PREPARABLE, State.READY);
        assertThat(nodes.get(1).assignability().blockers())
                .extracting(Blocker::kind)
                .containsExactly(Kind.NO_NODE);
        assertThat(nodes.get(2).driver()).contains("i915");
        DeviceNode kvm = (DeviceNode) nodes.get(0);
        assertThat(kvm.major()).hasValue(10);
        assertThat(kvm.minor()).hasValue(232);
    }

    @Test
    void findsNothingOnAHostWithoutDevices() {
        assertThat(devices()).isEmpty();
    }

    @Test
    void namesTheFirstOfAGroupOfHundreds() {
        for (int i = 0; i < 300; i++) {
            String path = String.format("/sys/bus/pci/devices/0000:%02x:%02x.0/", i / 32, i % 32);
            host().file(path + "uevent", "DRIVER=igb\nPCI_CLASS=20000\nPCI_ID=8086:1533\n")
                    .link(path + "iommu_group", "../../../../kernel/iommu_groups/0");
        }
        List<PassthroughDevice> devices = devices();

        assertThat(devices).hasSize(300);
        assertThat(devices.get(0).assignability().blockers().get(0).detail())
                .startsWith("IOMMU group 0 is shared with 0000:00:01.0 (driver igb), ")
                .endsWith(" and 283 more");
        assertThat(devices.stream().map(DeviceScanTest::blockers).distinct())
                .containsExactly(List.of(Kind.GROUP_SHARED, Kind.BOUND_TO_HOST_DRIVER));
    }

    private static List<Kind> blockers(PassthroughDevice device) {
        return device.assignability().blockers().stream().map(Blocker::kind).toList();
    }
}
