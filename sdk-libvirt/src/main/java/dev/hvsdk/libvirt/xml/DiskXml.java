/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A disk, CD-ROM or floppy of a domain.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DiskXml extends DomainDevice {
    private static final List<String> ORDER = List.of(
            "driver",
            "auth",
            "source",
            "backingStore",
            "mirror",
            "backenddomain",
            "geometry",
            "blockio",
            "target",
            "iotune",
            "readonly",
            "shareable",
            "transient",
            "serial",
            "wwn",
            "vendor",
            "product",
            "encryption",
            "boot",
            "alias",
            "address");

    DiskXml(XmlElement element) {
        super(element);
    }

    /** A disk in a file of the host. */
    public static DiskXml file(String path) {
        return of("file", XmlElement.of("source").withAttribute("file", path));
    }

    /** A disk that is a block device of the host. */
    public static DiskXml block(String path) {
        return of("block", XmlElement.of("source").withAttribute("dev", path));
    }

    /** A disk that is a volume of a storage pool. */
    public static DiskXml volume(String pool, String volume) {
        XmlElement source = XmlElement.of("source").withAttribute("pool", pool).withAttribute("volume", volume);
        return of("volume", source);
    }

    /** A drive without a medium; say by {@link #withDevice} which. */
    public static DiskXml empty() {
        return new DiskXml(XmlElement.of("disk").withAttribute("type", "file").withAttribute("device", "cdrom"));
    }

    private static DiskXml of(String type, XmlElement source) {
        XmlElement disk = XmlElement.of("disk").withAttribute("type", type).withAttribute("device", "disk");
        return new DiskXml(disk.withChild(source));
    }

    /** What it is made of: {@code file}, {@code block}, {@code volume}, {@code network}, {@code dir}. */
    public String type() {
        return attribute("type").orElse("file");
    }

    /** What the guest sees: {@code disk}, {@code cdrom}, {@code floppy}, {@code lun}. */
    public String device() {
        return attribute("device").orElse("disk");
    }

    /** The driver of the hypervisor: {@code qemu}, {@code tap2}. */
    public Optional<String> driver() {
        return attribute("driver", "name");
    }

    /** The format: {@code raw}, {@code qcow2}. */
    public Optional<String> format() {
        return attribute("driver", "type");
    }

    /** How the host caches it: {@code none}, {@code writeback}. */
    public Optional<String> cache() {
        return attribute("driver", "cache");
    }

    /** What it is made of; empty for a drive without a medium. */
    public Optional<DiskSourceXml> source() {
        return element().child("source").map(DiskSourceXml::new);
    }

    /** The name of the target, by which libvirt's calls know the disk: {@code vda}. */
    public Optional<String> target() {
        return attribute("target", "dev");
    }

    /** The bus: {@code virtio}, {@code sata}, {@code scsi}, {@code ide}, {@code usb}, {@code xen}. */
    public Optional<String> bus() {
        return attribute("target", "bus");
    }

    /** Whether the guest may only read it. */
    public boolean readOnly() {
        return element().child("readonly").isPresent();
    }

    /** Whether several guests may write to it. */
    public boolean shareable() {
        return element().child("shareable").isPresent();
    }

    /** The serial number that the guest sees. */
    public Optional<String> serial() {
        return text("serial");
    }

    /** The image below this one in a chain of images, if libvirt tells of one. */
    public Optional<DiskSourceXml> backingSource() {
        return element()
                .child("backingStore")
                .flatMap(store -> store.child("source"))
                .map(DiskSourceXml::new);
    }

    /** The same as another kind of drive: {@code cdrom}, {@code floppy}, {@code lun}. */
    public DiskXml withDevice(String device) {
        return new DiskXml(element().withAttribute("device", device));
    }

    /** The same with a driver of the hypervisor and a format; further attributes of the driver are kept. */
    public DiskXml withDriver(String name, String format) {
        XmlElement driver = element().child("driver").orElseGet(() -> XmlElement.of("driver"));
        return with(driver.withAttribute("name", name).withAttribute("type", format));
    }

    /** The same with another target and bus; the address in the guest, which hangs on them, is left to libvirt. */
    public DiskXml withTarget(String target, String bus) {
        XmlElement changed = element().child("target").orElseGet(() -> XmlElement.of("target"));
        DiskXml moved = with(changed.withAttribute("dev", target).withAttribute("bus", bus));
        return bus().equals(moved.bus()) && target().equals(moved.target())
                ? moved
                : new DiskXml(moved.element().withoutChildren("address"));
    }

    /** The same with this medium. */
    public DiskXml withSource(DiskXml medium) {
        XmlElement typed = element().withAttribute("type", medium.type()).withoutChildren("backingStore");
        return medium.element()
                .child("source")
                .map(source -> new DiskXml(ordered(typed, source, ORDER)))
                .orElseGet(() -> new DiskXml(typed.withoutChildren("source")));
    }

    /** The same, that the guest may only read or may write. */
    public DiskXml withReadOnly(boolean readOnly) {
        return readOnly
                ? with(XmlElement.of("readonly"))
                : new DiskXml(element().withoutChildren("readonly"));
    }

    /** The same with a serial number that the guest sees. */
    public DiskXml withSerial(String serial) {
        return with(XmlElement.of("serial", serial));
    }

    /** The same at this place in the order of boot, from 1. */
    public DiskXml withBootOrder(int order) {
        return with(XmlElement.of("boot").withAttribute("order", Integer.toString(order)));
    }

    /** The same with another child element in the place of the first of its name, for what is not modelled. */
    public DiskXml withElement(XmlElement child) {
        return with(child);
    }

    private DiskXml with(XmlElement child) {
        return new DiskXml(ordered(element(), child, ORDER));
    }

    /** Such as {@code disk vda}. */
    @Override
    public String toString() {
        return device() + target().map(name -> " " + name).orElse("");
    }
}
