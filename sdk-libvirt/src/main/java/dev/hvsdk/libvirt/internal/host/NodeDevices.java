/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirNodeDevice;
import dev.hvsdk.libvirt.xml.NodeDeviceXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the devices of a host that guests could be given, within a call. */
final class NodeDevices {
    /**
     * {@code virConnectListAllNodeDeviceFlags}: PCI functions, USB devices, mediated devices. Not the flag for active ones, which
     * the test driver refuses.
     */
    private static final int KINDS = 1 << 1 | 1 << 2 | 1 << 14;

    private NodeDevices() {}

    /** Nothing where the driver has no devices of the host to give. */
    static List<NodeDeviceXml> read(long connection) {
        try {
            return read(list(connection));
        } catch (VirException e) {
            if (e.is(VirErrors.NO_SUPPORT)) {
                return List.of();
            }
            throw e;
        }
    }

    private static long[] list(long connection) {
        try (Scope scope = new Scope()) {
            long out = scope.int64();
            int count = Vir.check(VirNodeDevice.virConnectListAllNodeDevices(connection, out, KINDS));
            long array = Mem.int64(out);
            long[] devices = count == 0 ? new long[0] : Mem.addresses(array, count);
            Mem.free(array);
            return devices;
        }
    }

    private static List<NodeDeviceXml> read(long[] devices) {
        try {
            List<NodeDeviceXml> read = new ArrayList<>(devices.length);
            for (long device : devices) {
                xml(device).map(NodeDeviceXml::parse).ifPresent(read::add);
            }
            return List.copyOf(read);
        } finally {
            for (long device : devices) {
                VirNodeDevice.virNodeDeviceFree(device);
            }
        }
    }

    /** One that was unplugged meanwhile is simply not there. */
    private static Optional<String> xml(long device) {
        try {
            return Optional.of(Vir.take(VirNodeDevice.virNodeDeviceGetXMLDesc(device, 0)));
        } catch (VirException e) {
            if (e.is(VirErrors.NO_NODE_DEVICE)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
