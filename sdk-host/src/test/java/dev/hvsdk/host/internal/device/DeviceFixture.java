/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;

/** A host with an IOMMU that a test adds devices to; sysfs is laid out as the kernel does it. */
final class DeviceFixture {
    private static final String BUS = "/sys/devices/pci0000:00";

    private final FixtureHost host;

    private DeviceFixture(FixtureHost host) {
        this.host = host;
    }

    /** x86 with VT-d that remaps interrupts, vfio-pci loaded, the root on a disk that is no device of the fixture. */
    static DeviceFixture with(Path tree) {
        FixtureHost host = FixtureHost.in(tree)
                .machine("x86_64")
                .directory("/sys/class/iommu/dmar0")
                .directory("/sys/bus/pci/drivers/vfio-pci")
                .file("/proc/interrupts", "  0:  1  IR-IO-APIC  2-edge  timer\n")
                .file("/proc/self/mountinfo", "25 1 8:1 / / rw - ext4 /dev/sda1 rw\n")
                .directory("/sys/devices/platform/mmc/block/sda/sda1")
                .link("/sys/dev/block/8:1", "../../devices/platform/mmc/block/sda/sda1");
        return new DeviceFixture(host);
    }

    FixtureHost host() {
        return host;
    }

    /** A function that can be reset, with a class of six digits; no driver if it is empty. */
    DeviceFixture function(String address, String classCode, String driver, int group) {
        String path = BUS + "/" + address;
        host.link("/sys/bus/pci/devices/" + address, "../../../devices/pci0000:00/" + address)
                .file(path + "/vendor", "0x8086\n")
                .file(path + "/device", "0x10d3\n")
                .file(path + "/class", "0x" + classCode + "\n")
                .file(path + "/numa_node", "-1\n")
                .file(path + "/reset_method", "flr\n")
                .link(path + "/iommu_group", "../../../kernel/iommu_groups/" + group);
        if (!driver.isEmpty()) {
            host.link(path + "/driver", "../../../bus/pci/drivers/" + driver);
        }
        return this;
    }

    /** Another attribute of a function. */
    DeviceFixture attribute(String address, String name, String text) {
        host.file(BUS + "/" + address + "/" + name, text);
        return this;
    }

    DeviceReading read() {
        return DeviceReader.read(host.build());
    }

    PassthroughDevice device(String address) {
        return read().devices().stream()
                .filter(device -> device.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    List<Kind> blockers(String address) {
        return device(address).assignability().blockers().stream()
                .map(Blocker::kind)
                .toList();
    }
}
