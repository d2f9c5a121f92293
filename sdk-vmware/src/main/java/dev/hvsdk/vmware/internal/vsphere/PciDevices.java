/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
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
    private static final String PASSTHROUGH_TYPE = "VirtualPCIPassthrough";

    private final Vsphere vsphere;
    private final ErrorFactory about;

    PciDevices(Vsphere vsphere, ErrorFactory about) {
        this.vsphere = vsphere;
        this.about = about;
    }

    /** All of them, by one call, and by another one if some can be given and so may have been. */
    List<HostDevice> list() {
        List<HostDevice> devices = untaken();
        boolean matters =
                devices.stream().anyMatch(one -> one.pci().assignability().state() == Assignability.State.READY);
        if (!matters) {
            return devices;
        }
        List<ObjectContent> guests = guests();
        return devices.stream().map(device -> withOwner(device, guests)).toList();
    }

    private List<HostDevice> untaken() {
        return vsphere.properties().all("HostSystem", List.of(NAME, DEVICES, PASSTHROUGH), about, Optional::of).stream()
                .flatMap(this::ofHost)
                .toList();
    }

    private Stream<HostDevice> ofHost(ObjectContent host) {
        List<Element> passthrough =
                host.find(PASSTHROUGH).map(Element::children).orElse(List.of());
        return host.find(DEVICES).map(Element::children).orElse(List.of()).stream()
                .flatMap(device -> passthrough.stream()
                        .filter(info -> info.text("id").equals(device.text("id")))
                        .findFirst()
                        .map(info -> ofHost(host, device, info))
                        .stream());
    }

    private HostDevice ofHost(ObjectContent host, Element device, Element info) {
        return new HostDevice(
                host.ref(),
                host.text(NAME)
                        .map(GuestReading::unescaped)
                        .orElseGet(() -> host.ref().value()),
                device.text("id").orElse(""),
                device,
                PciReading.of(device, info),
                vsphere.session().content().isVcenter());
    }

    private List<ObjectContent> guests() {
        return vsphere.properties().all(Vsphere.GUEST, List.of(HARDWARE, HOST), about, Optional::of);
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

    /** The guest that has the device. */
    Optional<GuestId> owner(HostDevice device) {
        return guests().stream()
                .filter(guest -> entry(guest, device).isPresent())
                .findFirst()
                .map(GuestReading::id);
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
