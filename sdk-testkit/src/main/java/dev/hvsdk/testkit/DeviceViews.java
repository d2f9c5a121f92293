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
        PciDevice.Builder copy = withoutDriver(device);
        if (driver != null) {
            copy.driver(driver);
        }
        return copy.build();
    }

    private static PassthroughDevice with(PassthroughDevice device, Assignability answer) {
        if (device instanceof PciDevice pci) {
            return pci.toBuilder().assignability(answer).build();
        }
        if (device instanceof UsbDevice usb) {
            return usb.toBuilder().assignability(answer).build();
        }
        if (device instanceof MediatedDevice mediated) {
            return mediated.toBuilder().assignability(answer).build();
        }
        return device instanceof DeviceNode node
                ? node.toBuilder().assignability(answer).build()
                : device;
    }

    private static PciDevice.Builder withoutDriver(PciDevice device) {
        PciDevice.Builder copy = PciDevice.builder(device.pciAddress())
                .resetMethods(device.resetMethods())
                .assignability(device.assignability());
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
}
