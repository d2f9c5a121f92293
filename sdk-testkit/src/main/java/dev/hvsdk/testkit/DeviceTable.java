/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The devices of a host, and which guest has which. Not thread-safe: guarded by its owner. */
final class DeviceTable {
    private final Map<Key, PassthroughDevice> devices = new LinkedHashMap<>();
    private final Map<Key, GuestId> owners = new HashMap<>();

    DeviceTable(List<PassthroughDevice> devices) {
        devices.forEach(this::put);
    }

    /** Has other devices from now on; throws {@link IllegalStateException} while guests have some of these. */
    void replace(List<PassthroughDevice> others) {
        if (!owners.isEmpty()) {
            throw new IllegalStateException("guests have devices of this machine; change it first");
        }
        devices.clear();
        others.forEach(this::put);
    }

    /** Adds the device, or replaces the one at its place. */
    void put(PassthroughDevice device) {
        devices.put(Key.of(device), device);
    }

    List<PassthroughDevice> all() {
        return List.copyOf(devices.values());
    }

    /** The host's own reading of a device, of which the caller may have an old one. */
    Optional<PassthroughDevice> find(PassthroughDevice device) {
        return Optional.ofNullable(devices.get(Key.of(device)));
    }

    Optional<PciDevice> pci(PciAddress address) {
        return pciDevices()
                .filter(device -> device.pciAddress().equals(address))
                .findFirst();
    }

    List<PciDevice> virtualFunctionsOf(PciDevice physical) {
        return pciDevices()
                .filter(device -> device.physicalFunction()
                        .filter(physical.pciAddress()::equals)
                        .isPresent())
                .toList();
    }

    private Stream<PciDevice> pciDevices() {
        return devices.values().stream().filter(PciDevice.class::isInstance).map(PciDevice.class::cast);
    }

    /** The number after the highest one of an IOMMU group. */
    int nextGroup() {
        return 1
                + devices.values().stream()
                        .flatMapToInt(device -> device.iommuGroup().stream())
                        .max()
                        .orElse(-1);
    }

    void remove(PassthroughDevice device) {
        devices.remove(Key.of(device));
    }

    Optional<GuestId> ownerOf(PassthroughDevice device) {
        return Optional.ofNullable(owners.get(Key.of(device)));
    }

    List<PassthroughDevice> of(GuestId guest) {
        return devices.values().stream()
                .filter(device -> guest.equals(owners.get(Key.of(device))))
                .toList();
    }

    /** The other devices of its IOMMU group. */
    List<PassthroughDevice> siblings(PassthroughDevice device) {
        return devices.values().stream()
                .filter(other -> device.iommuGroup().isPresent())
                .filter(other -> other.iommuGroup().equals(device.iommuGroup()))
                .filter(other -> !Key.of(other).equals(Key.of(device)))
                .toList();
    }

    void give(PassthroughDevice device, GuestId guest) {
        owners.put(Key.of(device), guest);
    }

    void release(PassthroughDevice device) {
        owners.remove(Key.of(device));
    }

    void releaseAll(GuestId guest) {
        owners.values().removeIf(guest::equals);
    }

    /** What a device is known by: its kind, and its address among those of its kind. Immutable. */
    private record Key(String kind, String address) {
        static Key of(PassthroughDevice device) {
            return new Key(device.kind(), device.address());
        }
    }
}
