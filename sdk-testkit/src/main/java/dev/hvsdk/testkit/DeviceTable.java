/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.machine.PassthroughDevice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The devices of a host, and which guest has which. Not thread-safe: guarded by its owner. */
final class DeviceTable {
    private final Map<Key, PassthroughDevice> devices = new LinkedHashMap<>();

    DeviceTable(List<PassthroughDevice> devices) {
        devices.forEach(this::put);
    }

    /** Adds the device, or replaces the one at its place; gives that one. */
    @Nullable
    PassthroughDevice put(PassthroughDevice device) {
        return devices.put(Key.of(device), device);
    }

    List<PassthroughDevice> all() {
        return List.copyOf(devices.values());
    }

    /** What a device is known by: its kind, and its address among those of its kind. Immutable. */
    private record Key(String kind, String address) {
        static Key of(PassthroughDevice device) {
            return new Key(device.kind(), device.address());
        }
    }
}
