/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.libvirt.xml.HostdevXml;
import dev.hvsdk.libvirt.xml.NodeDeviceXml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The devices of a host that guests could be given, and who has them. Immutable. */
public final class HostDevices {
    private static final String LIST = "list devices";

    private final HostAccess host;

    HostDevices(HostAccess host) {
        this.host = host;
    }

    /** All of them, each with what stands in the way. */
    public List<PassthroughDevice> list() {
        List<PassthroughDevice> told = nodes().stream()
                .flatMap(device -> device.toPassthroughDevice().stream())
                .toList();
        List<PassthroughDevice> devices = host.family().devices(told, host);
        // Owners take a call per guest; where no device could be given anyway, nobody need be asked.
        boolean matters = devices.stream().anyMatch(HostDevices::isOpen);
        return matters ? withOwners(devices) : devices;
    }

    private List<NodeDeviceXml> nodes() {
        return host.read(LIST, NodeDevices::read);
    }

    private static boolean isOpen(PassthroughDevice device) {
        return device.assignability().state() != Assignability.State.BLOCKED;
    }

    private List<PassthroughDevice> withOwners(List<PassthroughDevice> devices) {
        Map<GuestId, List<HostdevXml>> owners = owners();
        return devices.stream().map(device -> withOwner(device, owners)).toList();
    }

    private static PassthroughDevice withOwner(PassthroughDevice device, Map<GuestId, List<HostdevXml>> owners) {
        return isOpen(device)
                ? owner(device, owners)
                        .map(guest -> TakenDevice.of(device, guest))
                        .orElse(device)
                : device;
    }

    private static Optional<GuestId> owner(PassthroughDevice device, Map<GuestId, List<HostdevXml>> owners) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(hostdev -> hostdev.names(device)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Map<GuestId, List<HostdevXml>> owners() {
        return host.read("find owners of devices", DeviceOwners::read);
    }

    /** What libvirt says of a PCI function. */
    public Optional<NodeDeviceXml> node(PciAddress address) {
        return nodes().stream()
                .filter(node -> node.pciAddress().filter(address::equals).isPresent())
                .findFirst();
    }

    /** The guest that has the device, now or from its next start. */
    public Optional<GuestId> owner(PassthroughDevice device) {
        return owner(asListed(device), owners());
    }

    /** Another guest that has the device, or a function of its IOMMU group, which cannot be shared between guests. */
    public Optional<GuestId> otherOwner(PassthroughDevice device, GuestId guest) {
        Map<GuestId, List<HostdevXml>> others = owners();
        others.remove(guest);
        return others.isEmpty()
                ? Optional.empty()
                : Stream.concat(Stream.of(asListed(device)), group(device))
                        .flatMap(member -> owner(member, others).stream())
                        .findFirst();
    }

    /** Guests name a USB device by its ids or by its place, of which the caller may know only one. */
    private PassthroughDevice asListed(PassthroughDevice device) {
        return device instanceof UsbDevice usb
                ? nodes().stream()
                        .flatMap(node -> node.toPassthroughDevice().stream())
                        .filter(listed -> isSame(listed, usb))
                        .findFirst()
                        .orElse(device)
                : device;
    }

    private static boolean isSame(PassthroughDevice listed, UsbDevice device) {
        return listed instanceof UsbDevice && listed.address().equals(device.address());
    }

    private Stream<PassthroughDevice> group(PassthroughDevice device) {
        if (!(device instanceof PciDevice pci)) {
            return Stream.empty();
        }
        return node(pci.pciAddress()).stream()
                .flatMap(node -> node.iommuGroupMembers().stream())
                .map(HostDevices::named);
    }

    private static PassthroughDevice named(PciAddress address) {
        return PciDevice.builder(address).build();
    }

    /** The devices that these entries of a definition name, as the host describes them where it has them. */
    public List<PassthroughDevice> resolve(List<HostdevXml> hostdevs) {
        if (hostdevs.isEmpty()) {
            return List.of();
        }
        List<PassthroughDevice> present = list();
        return hostdevs.stream()
                .flatMap(hostdev -> resolve(hostdev, present).stream())
                .distinct()
                .toList();
    }

    private static Optional<PassthroughDevice> resolve(HostdevXml hostdev, List<PassthroughDevice> present) {
        return present.stream().filter(hostdev::names).findFirst().or(hostdev::device);
    }

    /** The entries of devices of the host that a guest has, now or from its next start, within a call. */
    public static List<HostdevXml> of(long domain) {
        return DeviceOwners.of(domain);
    }
}
