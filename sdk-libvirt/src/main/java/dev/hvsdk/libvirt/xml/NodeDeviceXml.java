/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.api.machine.UsbDevice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A device of the host, as libvirt describes it.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NodeDeviceXml extends LibvirtXml {
    /** As libvirt names PCI functions: {@code pci_0000_3b_00_0}. */
    private static final Pattern PCI_NAME = Pattern.compile("pci_([0-9a-f]{4,8})_([0-9a-f]{2})_([0-9a-f]{2})_([0-7])");

    /** As libvirt names mediated devices: the UUID with underscores, and the parent's address since 7.8. */
    private static final Pattern MDEV_NAME =
            Pattern.compile("mdev_([0-9a-f]{8}([-_][0-9a-f]{4}){3}[-_][0-9a-f]{12})(_.*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern USB_PORTS = Pattern.compile("usb[0-9]+|[0-9]+-[0-9]+(\\.[0-9]+)*");

    private final XmlElement capability;

    private NodeDeviceXml(XmlDocument document) {
        super(document);
        capability = document.root().child("capability").orElseGet(() -> XmlElement.of("capability"));
    }

    /** Reads a device; throws {@link MalformedXmlException} if the text is no XML, has a DTD, or its root is no {@code device}. */
    public static NodeDeviceXml parse(String xml) {
        return new NodeDeviceXml(XmlDocument.parse(xml, "device"));
    }

    /** A mediated device to be made of this type, such as {@code nvidia-222}, below a parent by libvirt's name. */
    public static NodeDeviceXml mediated(String parent, String type) {
        XmlElement capability = XmlElement.of("capability")
                .withAttribute("type", "mdev")
                .withChild(XmlElement.of("type").withAttribute("id", type));
        return new NodeDeviceXml(XmlDocument.of(XmlElement.of("device")
                .withChild(XmlElement.of("parent", parent))
                .withChild(capability)));
    }

    /** Libvirt's name for it: {@code pci_0000_3b_00_0}. */
    public Optional<String> name() {
        return text("name");
    }

    /** Where it is in {@code /sys}. */
    public Optional<String> path() {
        return text("path");
    }

    /** Libvirt's name of its parent. */
    public Optional<String> parent() {
        return text("parent");
    }

    /** The driver of the host that it is bound to. */
    public Optional<String> driver() {
        return element().child("driver").flatMap(driver -> driver.child("name")).map(XmlElement::text);
    }

    /** What it is: {@code pci}, {@code usb_device}, {@code mdev}, {@code net}, {@code storage}, {@code system}. */
    public Optional<String> capability() {
        return capability.attribute("type");
    }

    private boolean is(String type) {
        return capability().filter(type::equals).isPresent();
    }

    /** The address of a PCI function. */
    public Optional<PciAddress> pciAddress() {
        if (!is("pci")) {
            return Optional.empty();
        }
        OptionalInt domain = part("domain");
        OptionalInt bus = part("bus");
        OptionalInt slot = part("slot");
        OptionalInt function = part("function");
        return bus.isPresent() && slot.isPresent() && function.isPresent()
                ? Values.pciAddress(domain.orElse(0), bus.getAsInt(), slot.getAsInt(), function.getAsInt())
                : Optional.empty();
    }

    private OptionalInt part(String name) {
        return Values.integer(capability.child(name).map(XmlElement::text));
    }

    /** The class and subclass of a PCI function in four hex digits: {@code 0302}. */
    public Optional<String> classCode() {
        OptionalInt code = part("class");
        // three bytes: class, subclass, programming interface
        return code.isPresent() && is("pci")
                ? Optional.of(String.format("%04x", code.getAsInt() >> 8 & 0xffff))
                : Optional.empty();
    }

    /** The vendor's id in four hex digits. */
    public Optional<String> vendorId() {
        return id("vendor");
    }

    /** The product's id in four hex digits. */
    public Optional<String> productId() {
        return id("product");
    }

    private Optional<String> id(String name) {
        OptionalInt id = Values.integer(capability.child(name).flatMap(found -> found.attribute("id")));
        return id.isPresent() ? Optional.of(String.format("%04x", id.getAsInt())) : Optional.empty();
    }

    /** The vendor's name, if the host's database has it. */
    public Optional<String> vendor() {
        return capability
                .child("vendor")
                .map(XmlElement::text)
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    /** The product's name, if the host's database has it. */
    public Optional<String> product() {
        return capability
                .child("product")
                .map(XmlElement::text)
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    /** The number of its IOMMU group. */
    public OptionalInt iommuGroup() {
        return Values.integer(capability.child("iommuGroup").flatMap(group -> group.attribute("number")));
    }

    /** The addresses of all PCI functions in its IOMMU group, its own included. */
    public List<PciAddress> iommuGroupMembers() {
        return addresses(capability.child("iommuGroup"));
    }

    private static List<PciAddress> addresses(Optional<XmlElement> parent) {
        return parent.stream()
                .flatMap(found -> found.children("address").stream())
                .flatMap(address -> Values.pciAddress(address).stream())
                .toList();
    }

    /** The NUMA node it is attached to. */
    public OptionalInt numaNode() {
        OptionalInt node = Values.integer(capability.child("numa").flatMap(numa -> numa.attribute("node")));
        // libvirt writes -1 where the kernel does not know
        return node.isPresent() && node.getAsInt() >= 0 ? node : OptionalInt.empty();
    }

    private Optional<XmlElement> nested(String type) {
        return capability.children("capability").stream()
                .filter(found -> found.attribute("type").filter(type::equals).isPresent())
                .findFirst();
    }

    /** Its SR-IOV: how many virtual functions it can have, and how many it has. */
    public Optional<Sriov> sriov() {
        return nested("virt_functions").map(found -> {
            int current = virtualFunctions().size();
            int total = Values.integer(found.attribute("maxCount")).orElse(current);
            return new Sriov(Math.max(total, 0), current);
        });
    }

    /** The addresses of its virtual functions. */
    public List<PciAddress> virtualFunctions() {
        return addresses(nested("virt_functions"));
    }

    /** The physical function that a virtual one belongs to. */
    public Optional<PciAddress> physicalFunction() {
        return addresses(nested("phys_function")).stream().findFirst();
    }

    /** The types of mediated device that it can be divided into. */
    public List<String> mediatedTypes() {
        return nested("mdev_types").stream()
                .flatMap(types -> types.children("type").stream())
                .flatMap(type -> type.attribute("id").stream())
                .toList();
    }

    /** The name of a network interface: {@code eth0}. */
    public Optional<String> networkInterface() {
        return capability.child("interface").map(XmlElement::text).filter(name -> is("net"));
    }

    /** The MAC address of a network interface. */
    public Optional<String> macAddress() {
        return capability.child("address").map(XmlElement::text).filter(address -> is("net"));
    }

    /** The UUID of a mediated device, from its name where libvirt is too old to say it. */
    public Optional<String> mdevUuid() {
        if (!is("mdev")) {
            return Optional.empty();
        }
        return capability
                .child("uuid")
                .map(XmlElement::text)
                .map(String::strip)
                .or(() -> name().map(MDEV_NAME::matcher)
                        .filter(Matcher::matches)
                        .map(matcher -> matcher.group(1).replace('_', '-').toLowerCase(Locale.ROOT)));
    }

    /** The type that a mediated device was made of. */
    public Optional<String> mdevType() {
        return capability.child("type").flatMap(type -> type.attribute("id")).filter(type -> is("mdev"));
    }

    /** The PCI function that is its parent, where libvirt's name of the parent is that of one. */
    public Optional<PciAddress> parentPciAddress() {
        return parent().map(PCI_NAME::matcher)
                .filter(Matcher::matches)
                .flatMap(parts -> Values.pciAddress(
                        Long.parseLong(parts.group(1), 16),
                        Integer.parseInt(parts.group(2), 16),
                        Integer.parseInt(parts.group(3), 16),
                        Integer.parseInt(parts.group(4), 16)));
    }

    /** The device as the API lists it; empty if it is none that a guest could be given. */
    public Optional<PassthroughDevice> toPassthroughDevice() {
        return switch (capability().orElse("")) {
            case "pci" -> pciAddress().map(this::pci);
            case "usb_device" -> usbLocation().map(this::usb);
            case "mdev" -> mdevUuid().map(this::mediated);
            default -> Optional.empty();
        };
    }

    private PassthroughDevice pci(PciAddress address) {
        PciDevice.Builder device = PciDevice.builder(address).assignability(NodeAssignability.of(this));
        vendorId().ifPresent(device::vendorId);
        productId().ifPresent(device::deviceId);
        classCode().ifPresent(device::classCode);
        sriov().ifPresent(device::sriov);
        physicalFunction().ifPresent(device::physicalFunction);
        title().ifPresent(device::name);
        driver().ifPresent(device::driver);
        iommuGroup().ifPresent(device::iommuGroup);
        numaNode().ifPresent(device::numaNode);
        return device.build();
    }

    /** The port path that the kernel names it by; libvirt's own name where the XML does not have it. */
    private Optional<String> usbLocation() {
        return path().map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(last -> USB_PORTS.matcher(last).matches())
                .or(this::name);
    }

    private PassthroughDevice usb(String location) {
        UsbDevice.Builder device = UsbDevice.builder(location);
        vendorId().ifPresent(device::vendorId);
        productId().ifPresent(device::deviceId);
        part("bus").ifPresent(device::bus);
        part("device").ifPresent(device::device);
        title().ifPresent(device::name);
        driver().ifPresent(device::driver);
        return device.build();
    }

    private PassthroughDevice mediated(String uuid) {
        MediatedDevice.Builder device = MediatedDevice.builder(uuid);
        mdevType().ifPresent(device::type);
        parentPciAddress().ifPresent(device::parent);
        driver().ifPresent(device::driver);
        iommuGroup().ifPresent(device::iommuGroup);
        numaNode().ifPresent(device::numaNode);
        return device.build();
    }

    private Optional<String> title() {
        return product()
                .map(model -> vendor().map(maker -> maker + " " + model).orElse(model))
                .or(this::vendor);
    }

    /** Such as {@code device pci_0000_3b_00_0}. */
    @Override
    public String toString() {
        return "device" + name().map(known -> " " + known).orElse("");
    }
}
