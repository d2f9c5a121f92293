/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.Limitation;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the devices of a host that a guest could be given, with what stands in the way of each.
 *
 * <p>Needs no privilege; what root would add is listed as a limitation. Thread-safe.
 */
public final class DeviceReader {
    private DeviceReader() {}

    /** The PCI functions with all that stands in the way of taking each from the host. */
    public static List<Candidate> candidates(HostRoot root) {
        List<Limitation> limitations = new ArrayList<>();
        List<PciFunction> functions = PciScan.read(root.files(), limitations);
        HostUse use = HostUse.read(root.files(), limitations);
        PciAssessment assessment = new PciAssessment(PciHost.of(Hardware.of(root), List.of(), functions), use);
        return functions.stream().map(assessment::candidate).toList();
    }

    /** Reads all kinds of devices; never throws for what the host contains. */
    public static DeviceReading read(HostRoot root) {
        return read(Hardware.of(root), List.of());
    }

    /** The same, knowing what the host itself runs in, on which the way to an IOMMU depends. */
    public static DeviceReading read(Hardware hardware, List<VirtualizationLayer> layers) {
        // What hides all devices hides also which of them the host uses: one word for it is enough.
        return hardware.sysfs()
                .gap()
                .map(gap -> new DeviceReading(nodes(hardware.root()), List.of(gap)))
                .orElseGet(() -> readShown(hardware, layers));
    }

    private static List<PassthroughDevice> nodes(HostRoot root) {
        return List.copyOf(NodeScan.read(root.files()));
    }

    private static DeviceReading readShown(Hardware hardware, List<VirtualizationLayer> layers) {
        HostRoot root = hardware.root();
        List<Limitation> limitations = new ArrayList<>();
        List<PciFunction> functions = PciScan.read(root.files(), limitations);
        HostUse use = HostUse.read(root.files(), limitations);
        List<PassthroughDevice> devices = new ArrayList<>(functions.size());
        devices.addAll(PciDevices.of(root, PciHost.of(hardware, layers, functions), functions, use, limitations));
        devices.addAll(UsbScan.read(root.files(), use, limitations));
        devices.addAll(MediatedScan.read(root.files(), limitations));
        devices.addAll(nodes(root));
        return new DeviceReading(devices, limitations);
    }
}
