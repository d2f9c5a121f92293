/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ids that PCI and USB devices have alike. Immutable.
 *
 * @param vendorId who made it
 * @param deviceId which one it is
 * @param classCode what it does
 */
record DeviceIds(
        @Nullable String vendorId,
        @Nullable String deviceId,
        @Nullable String classCode) {
    static DeviceIds of(PassthroughDevice device) {
        if (device instanceof PciDevice pci) {
            return new DeviceIds(
                    pci.vendorId().orElse(null),
                    pci.deviceId().orElse(null),
                    pci.classCode().orElse(null));
        }
        if (device instanceof UsbDevice usb) {
            return new DeviceIds(
                    usb.vendorId().orElse(null),
                    usb.deviceId().orElse(null),
                    usb.classCode().orElse(null));
        }
        return new DeviceIds(null, null, null);
    }

    Optional<String> find(Function<DeviceIds, @Nullable String> which) {
        return Optional.ofNullable(which.apply(this));
    }

    /** Both as people write them: {@code 10de:2331}. */
    Optional<String> pair() {
        return vendorId == null || deviceId == null ? Optional.empty() : Optional.of(vendorId + ":" + deviceId);
    }
}
