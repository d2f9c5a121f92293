/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The devices of hosts that ESXi tells about passthrough of, and which guests have them. */
final class PciDevices {
    static final String HARDWARE = "config.hardware.device";
    static final String HOST = "runtime.host";

    private static final String NAME = "name";
    private static final String DEVICES = "hardware.pciDevice";
    private static final String PASSTHROUGH = "config.pciPassthruInfo";
    private static final String GUESTS = "vm";
    private static final String PASSTHROUGH_TYPE = "VirtualPCIPassthrough";

    private final Vsphere vsphere;
    private final ErrorFactory about;

    PciDevices(Vsphere vsphere, ErrorFactory about) {
        this.vsphere = vsphere;
        this.about = about;
    }

    /** All of them by one call, and by another one the hardware of the guests on those hosts where one can be given. */
    List<HostDevice> list() {
        List<HostDevice> devices = untaken();
        List<ObjectContent> guests = guestsOf(devices.stream().filter(HostDevice::isReady));
        return devices.stream().map(device -> withOwner(device, guests)).toList();
    }

    /** One of them by one call, and by another one the hardware of the guests on its host, and of no others. */
    HostDevice find(PassthroughDevice wanted) {
        HostDevice found = untaken().stream()
                .filter(one -> one.is(wanted))
                .findFirst()
                .orElseThrow(() -> about.notFound("there is no device " + wanted.address()));
        return withOwner(found, guestsOf(Stream.of(found)));
    }

    /** Those that a guest has, whose hardware has been read; the hardware of no other one is. */
    List<HostDevice> of(ObjectContent guest) {
        return untaken().stream()
                .filter(device -> entry(guest, device).isPresent())
                .map(device -> withOwner(device, List.of(guest)))
                .toList();
    }

    private List<HostDevice> untaken() {
        return vsphere
                .properties()
                .all("HostSystem", List.of(NAME, DEVICES, PASSTHROUGH, GUESTS), about, Optional::of)
                .stream()
                .flatMap(this::ofHost)
                .toList();
    }

    /** A device can only be in the hands of a guest that is registered at its host. */
    private List<ObjectContent> guestsOf(Stream<HostDevice> devices) {
        List<ManagedRef> guests = devices.map(HostDevice::guests)
                .distinct()
                .flatMap(List::stream)
                .distinct()
                .toList();
        return vsphere.properties().of(guests, about, HARDWARE, HOST);
    }

    private Stream<HostDevice> ofHost(ObjectContent host) {
        List<Element> passthrough =
                host.find(PASSTHROUGH).map(Element::children).orElse(List.of());
        List<ManagedRef> guests = host.find(GUESTS).map(Element::children).orElse(List.of()).stream()
                .flatMap(guest -> guest.asRef().stream())
                .toList();
        return host.find(DEVICES).map(Element::children).orElse(List.of()).stream()
                .flatMap(device -> passthrough.stream()
                        .filter(info -> info.text("id").equals(device.text("id")))
                        .findFirst()
                        .map(info -> ofHost(host, device, info, guests))
                        .stream());
    }

    private HostDevice ofHost(ObjectContent host, Element device, Element info, List<ManagedRef> guests) {
        return new HostDevice(
                host.ref(),
                host.text(NAME)
                        .map(GuestReading::unescaped)
                        .orElseGet(() -> host.ref().value()),
                device.text("id").orElse(""),
                device,
                PciReading.of(device, info),
                guests,
                vsphere.session().content().isVcenter());
    }

    private static HostDevice withOwner(HostDevice device, List<ObjectContent> guests) {
        return guests.stream()
                .filter(guest -> entry(guest, device).isPresent())
                .findFirst()
                .map(guest -> device.with(taken(device.pci(), GuestReading.id(guest))))
                .orElse(device);
    }

    private static PciDevice taken(PciDevice pci, GuestId owner) {
        Blocker blocker = new Blocker(Blocker.Kind.IN_USE, "the guest " + owner + " has it");
        return pci.toBuilder()
                .assignability(Assignability.preparable(List.of(blocker), "detach it from that guest first"))
                .build();
    }

    /** The piece of a guest's hardware that this device is behind. */
    static Optional<Element> entry(ObjectContent guest, HostDevice device) {
        Optional<ManagedRef> host = guest.ref(HOST);
        return guest.find(HARDWARE).map(Element::children).orElse(List.of()).stream()
                .filter(one -> one.type().filter(PASSTHROUGH_TYPE::equals).isPresent())
                .filter(one -> host.filter(here -> device.isBehind(here, one)).isPresent())
                .findFirst();
    }
}
