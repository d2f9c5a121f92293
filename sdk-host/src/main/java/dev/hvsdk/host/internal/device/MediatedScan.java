/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.host.internal.platform.SysfsValue;
import dev.hvsdk.host.root.HostDirectory;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.Limitation;
import java.util.List;
import java.util.Optional;

/**
 * Reads mediated devices: shares of one device, made for being handed to guests.
 *
 * <p>They are isolated by their parent's driver, so they are ready as soon as they have the group that vfio opens
 * (Documentation/driver-api/vfio-mediated-device.rst of the Linux kernel).
 */
final class MediatedScan {
    private static final String DEVICES = "/sys/bus/mdev/devices";

    private MediatedScan() {}

    static List<MediatedDevice> read(HostFiles files, List<Limitation> limitations) {
        HostDirectory directory = files.directory(DEVICES);
        return Listing.of(files, DEVICES, limitations).stream()
                .map(name -> device(files, directory.directory(name), name))
                .toList();
    }

    private static MediatedDevice device(HostFiles files, HostDirectory directory, String name) {
        MediatedDevice.Builder device = MediatedDevice.builder(name);
        Optional<Integer> group = directory.linkName("iommu_group").flatMap(SysfsValue::number);
        group.ifPresent(device::iommuGroup);
        directory.linkName("mdev_type").ifPresent(device::type);
        directory.directory("mdev_type").attribute("name").value().ifPresent(device::name);
        directory.linkName("driver").ifPresent(device::driver);
        parent(files, name).ifPresent(parent -> parent(parent, device));
        device.assignability(
                group.isPresent()
                        ? Assignability.ready()
                        : Assignability.unknown(
                                "look in the kernel's log for why the mediated device has no IOMMU group"));
        return device.build();
    }

    private static Optional<HostDirectory> parent(HostFiles files, String name) {
        return files.resolve(DEVICES + "/" + name)
                .value()
                .map(path -> files.directory(path.substring(0, path.lastIndexOf('/'))));
    }

    private static void parent(HostDirectory parent, MediatedDevice.Builder device) {
        String path = parent.path();
        PciScan.address(path.substring(path.lastIndexOf('/') + 1)).ifPresent(device::parent);
        parent.attribute("numa_node").value().flatMap(SysfsValue::number).ifPresent(device::numaNode);
    }
}
