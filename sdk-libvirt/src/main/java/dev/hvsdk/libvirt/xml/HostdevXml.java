/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A device of the host that a domain is given.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostdevXml extends DomainDevice {
    private static final List<String> ORDER = List.of("driver", "source", "teaming", "rom", "boot", "alias", "address");

    HostdevXml(XmlElement element) {
        super(element);
    }

    /** A PCI function; libvirt takes it from its driver of the host and gives it back ({@code managed}). */
    public static HostdevXml pci(PciAddress address) {
        return new HostdevXml(
                subsystem("pci", Values.pciAddress("address", address)).withAttribute("managed", "yes"));
    }

    /**
     * A USB device by its ids in four hex digits, wherever it is plugged in; libvirt refuses if there are two of them.
     *
     * @throws IllegalArgumentException if an id is not four hex digits
     */
    public static HostdevXml usb(String vendorId, String deviceId) {
        return usb(List.of(id("vendor", vendorId), id("product", deviceId)));
    }

    /** A USB device by its number on a bus, which changes when it is plugged again. */
    public static HostdevXml usb(int bus, int device) {
        return usb(List.of(place(bus, device)));
    }

    private static HostdevXml usb(List<XmlElement> parts) {
        return new HostdevXml(subsystem("usb", parts.toArray(XmlElement[]::new)));
    }

    private static XmlElement id(String name, String id) {
        if (!id.matches("[0-9a-fA-F]{4}")) {
            throw new IllegalArgumentException("not a USB id of four hex digits: '" + id + "'");
        }
        return XmlElement.of(name).withAttribute("id", "0x" + id);
    }

    private static XmlElement place(int bus, int device) {
        return XmlElement.of("address")
                .withAttribute("bus", Integer.toString(bus))
                .withAttribute("device", Integer.toString(device));
    }

    /** A mediated device of the PCI kind ({@code vfio-pci}) by its UUID. */
    public static HostdevXml mdev(String uuid) {
        XmlElement address = XmlElement.of("address").withAttribute("uuid", uuid);
        return new HostdevXml(subsystem("mdev", address).withAttribute("model", "vfio-pci"));
    }

    private static XmlElement subsystem(String type, XmlElement... parts) {
        XmlElement source = XmlElement.of("source");
        for (XmlElement part : parts) {
            source = source.withChild(part);
        }
        return XmlElement.of("hostdev")
                .withAttribute("mode", "subsystem")
                .withAttribute("type", type)
                .withChild(source);
    }

    /**
     * A device as the SDK lists it; a USB device by both its ids and its place, as far as they are known.
     *
     * @throws IllegalArgumentException if it is of a kind that libvirt does not pass through, or a USB device without ids and place
     */
    public static HostdevXml of(PassthroughDevice device) {
        if (device instanceof PciDevice pci) {
            return pci(pci.pciAddress());
        }
        if (device instanceof MediatedDevice mediated) {
            return mdev(mediated.address());
        }
        if (device instanceof UsbDevice usb) {
            return ofUsb(usb);
        }
        throw new IllegalArgumentException("libvirt passes through no device of the kind " + device.kind());
    }

    private static HostdevXml ofUsb(UsbDevice device) {
        List<XmlElement> parts = new java.util.ArrayList<>();
        if (device.vendorId().isPresent() && device.deviceId().isPresent()) {
            parts.add(id("vendor", device.vendorId().get()));
            parts.add(id("product", device.deviceId().get()));
        }
        if (device.bus().isPresent() && device.device().isPresent()) {
            parts.add(place(device.bus().getAsInt(), device.device().getAsInt()));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("neither the ids nor the place of the USB device are known: " + device);
        }
        return usb(parts);
    }

    /** {@code subsystem} for a device of a bus, {@code capabilities} for one of a container. */
    public Optional<String> mode() {
        return attribute("mode");
    }

    /** Its kind: {@code pci}, {@code usb}, {@code mdev}, {@code scsi}, {@code scsi_host}. */
    public Optional<String> type() {
        return attribute("type");
    }

    /** Whether libvirt takes it from its driver of the host and gives it back. */
    public boolean managed() {
        return Values.isYes(attribute("managed"));
    }

    /** The address of a PCI function on the host. */
    public Optional<PciAddress> pciAddress() {
        return source("pci").flatMap(source -> source.child("address")).flatMap(Values::pciAddress);
    }

    /** The vendor's id of a USB device in four hex digits. */
    public Optional<String> vendorId() {
        return usbId("vendor");
    }

    /** The product's id of a USB device in four hex digits. */
    public Optional<String> productId() {
        return usbId("product");
    }

    private Optional<String> usbId(String name) {
        OptionalInt id = Values.integer(
                source("usb").flatMap(source -> source.child(name)).flatMap(found -> found.attribute("id")));
        return id.isPresent() ? Optional.of(String.format("%04x", id.getAsInt())) : Optional.empty();
    }

    /** The bus of a USB device. */
    public OptionalInt usbBus() {
        return Values.integer(sourceAddress("usb", "bus"));
    }

    /** The number of a USB device on its bus. */
    public OptionalInt usbDevice() {
        return Values.integer(sourceAddress("usb", "device"));
    }

    /** The UUID of a mediated device. */
    public Optional<String> mdevUuid() {
        return sourceAddress("mdev", "uuid");
    }

    private Optional<String> sourceAddress(String type, String part) {
        return source(type).flatMap(source -> source.child("address")).flatMap(found -> found.attribute(part));
    }

    private Optional<XmlElement> source(String type) {
        return type().filter(type::equals).flatMap(same -> element().child("source"));
    }

    /**
     * The device of the host, as far as the definition names it: a PCI function, a mediated device, or a USB device by its place.
     *
     * <p>Empty for other kinds, and for a USB device that is named by its ids only and may be anywhere.
     */
    public Optional<PassthroughDevice> device() {
        if (mdevUuid().isPresent()) {
            return mdevUuid().map(uuid -> MediatedDevice.builder(uuid).build());
        }
        return pciAddress()
                .<PassthroughDevice>map(address -> PciDevice.builder(address).build())
                .or(this::usb);
    }

    private Optional<PassthroughDevice> usb() {
        if (usbBus().isEmpty() || usbDevice().isEmpty()) {
            return Optional.empty();
        }
        int bus = usbBus().getAsInt();
        int device = usbDevice().getAsInt();
        UsbDevice.Builder usb = UsbDevice.builder(bus + ":" + device).bus(bus).device(device);
        vendorId().ifPresent(usb::vendorId);
        productId().ifPresent(usb::deviceId);
        return Optional.of(usb.build());
    }

    /** Whether this definition names the device, by its address, UUID, place or ids. */
    public boolean names(PassthroughDevice device) {
        if (device instanceof UsbDevice usb) {
            return namesUsb(usb);
        }
        return device().filter(named -> named.kind().equals(device.kind()))
                .filter(named -> named.address().equalsIgnoreCase(device.address()))
                .isPresent();
    }

    /** Its place is what counts, and its ids where the definition or the device has none. */
    private boolean namesUsb(UsbDevice device) {
        if (usbBus().isPresent() && device.bus().isPresent()) {
            return usbBus().equals(device.bus()) && usbDevice().equals(device.device());
        }
        return vendorId().isPresent()
                && vendorId().equals(device.vendorId())
                && productId().equals(device.deviceId());
    }

    /** The same, that libvirt takes from its driver of the host and gives back, or leaves to the caller. */
    public HostdevXml withManaged(boolean managed) {
        return new HostdevXml(element().withAttribute("managed", Values.yesNo(managed)));
    }

    /** The same at an address in the guest. */
    public HostdevXml withAddress(DeviceAddressXml address) {
        return new HostdevXml(ordered(element(), address.element(), ORDER));
    }

    /** The same with another child element in the place of the first of its name, for what is not modelled. */
    public HostdevXml withElement(XmlElement child) {
        return new HostdevXml(ordered(element(), child, ORDER));
    }

    /** Such as {@code hostdev pci 0000:3b:00.0}. */
    @Override
    public String toString() {
        String place = device().map(named -> " " + named.address()).orElse("");
        return kind() + type().map(bus -> " " + bus).orElse("") + place;
    }
}
