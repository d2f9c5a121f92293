/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.machine.PciAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * Where a device is in the guest: the {@code address} of a domain's device.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DeviceAddressXml extends LibvirtXml {
    DeviceAddressXml(XmlElement element) {
        super(element);
    }

    /** An address on the guest's PCI bus. */
    public static DeviceAddressXml pci(PciAddress address) {
        XmlElement place = Values.pciAddress("address", address);
        XmlElement typed = XmlElement.of("address").withAttribute("type", "pci");
        for (var attribute : place.attributes().entrySet()) {
            typed = typed.withAttribute(attribute.getKey(), attribute.getValue());
        }
        return new DeviceAddressXml(typed);
    }

    /** An address of a disk on a controller: {@code drive}. */
    public static DeviceAddressXml drive(int controller, int bus, int unit) {
        return new DeviceAddressXml(XmlElement.of("address")
                .withAttribute("type", "drive")
                .withAttribute("controller", Integer.toString(controller))
                .withAttribute("bus", Integer.toString(bus))
                .withAttribute("unit", Integer.toString(unit)));
    }

    /** Its kind: {@code pci}, {@code drive}, {@code virtio-serial}, {@code ccw}, {@code usb}. */
    public Optional<String> type() {
        return attribute("type");
    }

    /** The address on the guest's PCI bus; empty for every other kind, and where none is assigned yet. */
    public Optional<PciAddress> pciAddress() {
        return type().filter("pci"::equals).flatMap(type -> Values.pciAddress(element()));
    }

    /** A part by its name, such as {@code controller}, {@code bus}, {@code unit}, {@code port}. */
    public OptionalInt part(String name) {
        return Values.integer(attribute(name));
    }
}
