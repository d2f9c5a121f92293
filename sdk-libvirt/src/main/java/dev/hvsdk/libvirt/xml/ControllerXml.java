/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A controller of a domain, which other devices are plugged into.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ControllerXml extends DomainDevice {
    ControllerXml(XmlElement element) {
        super(element);
    }

    /** A controller of this type, such as {@code scsi} or {@code usb}. */
    public static ControllerXml of(String type) {
        return new ControllerXml(XmlElement.of("controller").withAttribute("type", type));
    }

    /** Its type: {@code pci}, {@code scsi}, {@code usb}, {@code virtio-serial}, {@code sata}. */
    public Optional<String> type() {
        return attribute("type");
    }

    /** Its number among those of its type. */
    public OptionalInt index() {
        return Values.integer(attribute("index"));
    }

    /** Its model: {@code pcie-root-port}, {@code virtio-scsi}, {@code qemu-xhci}. */
    public Optional<String> model() {
        return attribute("model");
    }

    /** The same with a model. */
    public ControllerXml withModel(String model) {
        return new ControllerXml(element().withAttribute("model", model));
    }

    /** The same with a number among those of its type. */
    public ControllerXml withIndex(int index) {
        return new ControllerXml(element().withAttribute("index", Integer.toString(index)));
    }
}
