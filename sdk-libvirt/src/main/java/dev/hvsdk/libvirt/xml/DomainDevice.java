/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A device of a domain.
 *
 * <p>Sealed, with {@link OtherDeviceXml} for the kinds that are not modelled further. Its {@link #toXml()} is what libvirt takes
 * to attach, change or detach it. Implementations are immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class DomainDevice extends LibvirtXml
        permits CharacterXml,
                ControllerXml,
                DiskXml,
                FilesystemXml,
                GraphicsXml,
                HostdevXml,
                InterfaceXml,
                MemballoonXml,
                OtherDeviceXml {
    DomainDevice(XmlElement element) {
        super(element);
    }

    /** The typed reading of one element in {@code devices}. */
    public static DomainDevice of(XmlElement element) {
        return switch (element.namespace().isEmpty() ? element.name() : "") {
            case "disk" -> new DiskXml(element);
            case "interface" -> new InterfaceXml(element);
            case "hostdev" -> new HostdevXml(element);
            case "filesystem" -> new FilesystemXml(element);
            case "console", "serial", "parallel", "channel" -> new CharacterXml(element);
            case "graphics" -> new GraphicsXml(element);
            case "controller" -> new ControllerXml(element);
            case "memballoon" -> new MemballoonXml(element);
            default -> new OtherDeviceXml(element);
        };
    }

    /** The kind, as libvirt names the element: {@code disk}, {@code interface}, {@code video}. */
    public final String kind() {
        return element().name();
    }

    /** The name by which the running domain knows it: {@code virtio-disk0}; empty before libvirt has given one. */
    public final Optional<String> alias() {
        return attribute("alias", "name");
    }

    /** Where the guest sees it; empty before libvirt has decided. */
    public final Optional<DeviceAddressXml> address() {
        return element().child("address").map(DeviceAddressXml::new);
    }

    /** Its place in the order of boot, from 1. */
    public final OptionalInt bootOrder() {
        return number("boot", "order");
    }

    static XmlElement ordered(XmlElement parent, XmlElement child, List<String> order) {
        return Ordering.put(parent, child, order);
    }

    /** Such as {@code disk vda}. */
    @Override
    public String toString() {
        return kind();
    }
}
