/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readings of devices that guests have: as they are otherwise, but in use. */
final class DeviceViews {
    private DeviceViews() {}

    /** The device as a listing shows it while somebody has it; one of another kind is shown as it is. */
    static PassthroughDevice inUse(PassthroughDevice device, String owner) {
        Assignability inUse = Assignability.blocked(
                List.of(new Blocker(Blocker.Kind.IN_USE, owner + " has " + device)), "detach it there first");
        return with(device, inUse);
    }

    /** The device as it is when nobody has it, of which only a reading from when it was in use is known. */
    static PassthroughDevice free(PassthroughDevice device) {
        boolean isOnlyInUse =
                device.assignability().blockers().stream().allMatch(blocker -> blocker.kind() == Blocker.Kind.IN_USE);
        return isOnlyInUse ? with(device, Assignability.ready()) : device;
    }

    /** The function under another driver; under none if it is null. */
    static PciDevice bound(PciDevice device, @Nullable String driver) {
        PciDevice.Builder copy = withoutDriver(device, device.assignability());
        if (driver != null) {
            copy.driver(driver);
        }
        return copy.build();
    }

    private static PassthroughDevice with(PassthroughDevice device, Assignability answer) {
        if (device instanceof PciDevice pci) {
            return pci(pci, answer);
        }
        if (device instanceof UsbDevice usb) {
            return usb(usb, answer);
        }
        if (device instanceof MediatedDevice mediated) {
            return mediated(mediated, answer);
        }
        return device instanceof DeviceNode node ? node(node, answer) : device;
    }

    private static PciDevice pci(PciDevice device, Assignability assignability) {
        PciDevice.Builder copy = withoutDriver(device, assignability);
        device.driver().ifPresent(copy::driver);
        return copy.build();
    }

    private static PciDevice.Builder withoutDriver(PciDevice device, Assignability assignability) {
        PciDevice.Builder copy = PciDevice.builder(device.pciAddress())
                .resetMethods(device.resetMethods())
                .assignability(assignability);
        device.vendorId().ifPresent(copy::vendorId);
        device.deviceId().ifPresent(copy::deviceId);
        device.subsystemVendorId().ifPresent(copy::subsystemVendorId);
        device.subsystemDeviceId().ifPresent(copy::subsystemDeviceId);
        device.classCode().ifPresent(copy::classCode);
        device.sriov().ifPresent(copy::sriov);
        device.physicalFunction().ifPresent(copy::physicalFunction);
        device.name().ifPresent(copy::name);
        device.iommuGroup().ifPresent(copy::iommuGroup);
        device.numaNode().ifPresent(copy::numaNode);
        return copy;
    }

    private static UsbDevice usb(UsbDevice device, Assignability assignability) {
        UsbDevice.Builder copy = UsbDevice.builder(device.address()).assignability(assignability);
        device.vendorId().ifPresent(copy::vendorId);
        device.deviceId().ifPresent(copy::deviceId);
        device.bus().ifPresent(copy::bus);
        device.device().ifPresent(copy::device);
        device.classCode().ifPresent(copy::classCode);
        device.serial().ifPresent(copy::serial);
        device.name().ifPresent(copy::name);
        device.driver().ifPresent(copy::driver);
        device.iommuGroup().ifPresent(copy::iommuGroup);
        device.numaNode().ifPresent(copy::numaNode);
        return copy.build();
    }

    private static MediatedDevice mediated(MediatedDevice device, Assignability assignability) {
        MediatedDevice.Builder copy = MediatedDevice.builder(device.address()).assignability(assignability);
        device.type().ifPresent(copy::type);
        device.parent().ifPresent(copy::parent);
        device.name().ifPresent(copy::name);
        device.driver().ifPresent(copy::driver);
        device.iommuGroup().ifPresent(copy::iommuGroup);
        device.numaNode().ifPresent(copy::numaNode);
        return copy.build();
    }

    private static DeviceNode node(DeviceNode device, Assignability assignability) {
        DeviceNode.Builder copy = DeviceNode.builder(device.address()).assignability(assignability);
        device.major().ifPresent(copy::major);
        device.minor().ifPresent(copy::minor);
        device.name().ifPresent(copy::name);
        device.driver().ifPresent(copy::driver);
        device.iommuGroup().ifPresent(copy::iommuGroup);
        device.numaNode().ifPresent(copy::numaNode);
        return copy.build();
    }
}
