/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import java.util.List;

/** Finds a device of a host by what a person writes for it. */
final class DeviceAddress {
    /** The domain that nearly every machine has alone, and that lspci leaves out. */
    private static final String FIRST_DOMAIN = "0000:";

    private DeviceAddress() {}

    /** The one device that has this address, which may begin with its kind. */
    static PassthroughDevice find(String address, List<PassthroughDevice> devices, HypervisorInfo host) {
        List<PassthroughDevice> found =
                devices.stream().filter(device -> isAt(device, address)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new FailureException(found.isEmpty() ? missing(address, devices, host) : several(address, found), null);
    }

    private static boolean isAt(PassthroughDevice device, String address) {
        String prefix = device.kind() + ":";
        String bare = address.startsWith(prefix) ? address.substring(prefix.length()) : address;
        return List.of(address, bare, FIRST_DOMAIN + bare).contains(device.address());
    }

    private static String missing(String address, List<PassthroughDevice> devices, HypervisorInfo host) {
        List<String> addresses =
                devices.stream().map(PassthroughDevice::address).toList();
        return "there is no device '" + address + "' on " + host.uri() + Suggestions.meant(address, addresses)
                + "; 'hv host " + host.uri() + "' lists them";
    }

    private static String several(String address, List<PassthroughDevice> found) {
        List<String> kinds = found.stream()
                .map(device -> device.kind() + ":" + device.address())
                .toList();
        return "several devices are at '" + address + "'; give one of " + String.join(", ", kinds);
    }
}
