/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.host.root.Limitation;
import java.util.List;

/**
 * The devices of a host, and what could not be found out about them.
 *
 * @param devices PCI functions, USB devices, mediated devices and device nodes, each kind in the order of its addresses
 * @param limitations what could not be read, and what to do about it
 */
public record DeviceReading(List<PassthroughDevice> devices, List<Limitation> limitations) {
    /** Copies the lists. */
    public DeviceReading {
        devices = List.copyOf(devices);
        limitations = List.copyOf(limitations);
    }
}
