/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirNodeDevice;
import dev.hvsdk.libvirt.xml.NodeDeviceXml;
import java.util.Optional;

/** The driver that a device of the host is under, within a call. Immutable. */
final class NodeDriver {
    /** Libvirt's name of it, and the kernel's. */
    private static final String VFIO = "vfio";

    private static final String VFIO_PCI = "vfio-pci";

    private final String device;

    /**
     * The driver of a device.
     *
     * @param device libvirt's name of the device: {@code pci_0000_3b_00_0}
     */
    NodeDriver(String device) {
        this.device = device;
    }

    static boolean isVfio(NodeDeviceXml device) {
        return device.driver().filter(VFIO_PCI::equals).isPresent();
    }

    String detaching(Optional<String> from) {
        return "virNodeDeviceDetachFlags(" + device + ", " + VFIO + "): from "
                + from.map(driver -> "the driver " + driver).orElse("no driver") + " to " + VFIO_PCI;
    }

    String attaching() {
        return "virNodeDeviceReAttach(" + device + "): from " + VFIO_PCI + " to the driver that the host chooses";
    }

    /** Takes it from its driver; where that fails half-way, it is given back. */
    boolean detach(long connection) {
        return use(connection, found -> {
            Optional<String> before = driver(found);
            try {
                Vir.check(VirNodeDevice.virNodeDeviceDetachFlags(found, VFIO, 0));
            } catch (VirException e) {
                giveBack(found, before, e);
                throw e;
            }
        });
    }

    private static void giveBack(long device, Optional<String> before, VirException cause) {
        try {
            if (!driver(device).equals(before)) {
                Vir.check(VirNodeDevice.virNodeDeviceReAttach(device));
            }
        } catch (VirException e) {
            cause.addSuppressed(e);
        }
    }

    private static Optional<String> driver(long device) {
        return NodeDeviceXml.parse(Vir.take(VirNodeDevice.virNodeDeviceGetXMLDesc(device, 0)))
                .driver();
    }

    /** Gives it back to the host; what a guest left in it is cleared first by vfio. */
    boolean attach(long connection) {
        return use(connection, found -> {
            Vir.check(VirNodeDevice.virNodeDeviceReset(found));
            Vir.check(VirNodeDevice.virNodeDeviceReAttach(found));
        });
    }

    /** Work with a device by its address. */
    private interface Work {
        void with(long found);
    }

    private boolean use(long connection, Work work) {
        long found = Vir.check(VirNodeDevice.virNodeDeviceLookupByName(connection, device));
        return Handles.use(
                found,
                handle -> {
                    work.with(handle);
                    return true;
                },
                VirNodeDevice::virNodeDeviceFree);
    }
}
