/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.host.SpecDisks;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.internal.natives.VirInterface;
import dev.hvsdk.libvirt.xml.DiskSourceXml;
import dev.hvsdk.libvirt.xml.DiskXml;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.InterfaceXml;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The disks and network interfaces of a domain. Immutable. */
final class LibvirtHardware implements VirtualHardware {
    private static final String ATTACH_DISK = "attach disk";
    private static final String ATTACH_NIC = "attach interface";

    private final GuestAccess guest;
    private final LibvirtFamily family;
    private final HardwareChange change;

    private LibvirtHardware(GuestAccess guest, LibvirtFamily family) {
        this.guest = guest;
        this.family = family;
        this.change = new HardwareChange(guest);
    }

    static Support<VirtualHardware> of(GuestAccess guest, LibvirtFamily family) {
        return guest.supported("changes of virtual hardware", LibvirtHardware::refuseIfTestDriver)
                .map(yes -> new LibvirtHardware(guest, family));
    }

    /** Whether a driver has the function cannot be asked without a change; of libvirt's drivers of guests that of tests has not. */
    private static boolean refuseIfTestDriver(long domain) {
        long type = Vir.check(VirConnect.virConnectGetType(VirDomain.virDomainGetConnect(domain)));
        if (Mem.text(type).equalsIgnoreCase("test")) {
            throw new VirException(new VirFailure(
                    VirErrors.NO_SUPPORT, 0, 0, 0, "the driver for tests attaches and detaches nothing"));
        }
        return true;
    }

    @Override
    public List<GuestDisk> disks() {
        return DomainXml.parse(guest.definition()).disks().stream()
                .flatMap(disk -> disk.toGuestDisk().stream())
                .toList();
    }

    @Override
    public List<GuestNic> nics() {
        return DomainXml.parse(guest.definition()).interfaces().stream()
                .flatMap(nic -> nic.toGuestNic().stream())
                .toList();
    }

    @Override
    public Operation<GuestDisk> attachDisk(DiskSpec spec) {
        return guest.change(ATTACH_DISK, source -> {
            DiskSpec settled = SpecDisks.settledDisk(spec, guest.host());
            DomainXml domain = nowAndLater();
            DiskXml disk = family.template(domain, guest.host()).disk(settled, domain);
            refuseIfThere(disk, domain);
            guest.work(
                    ATTACH_DISK,
                    connected -> SpecDisks.during(
                            settled,
                            VirDomain.virDomainGetConnect(connected),
                            guest.errors(ATTACH_DISK),
                            () -> change.attach(ATTACH_DISK, connected, disk.toXml())));
            return disk(disk.target().orElseThrow()).orElseThrow(() -> change.gone(ATTACH_DISK));
        });
    }

    private Optional<GuestDisk> disk(String target) {
        return disks().stream().filter(disk -> disk.target().equals(target)).findFirst();
    }

    /** What it has now, and what it will have at its next start, so that a new name is free in both. */
    private DomainXml nowAndLater() {
        DomainXml both = DomainXml.parse(guest.definition());
        DomainXml later = DomainXml.parse(guest.nextDefinition());
        for (DiskXml disk : later.disks()) {
            both = both.withDevice(disk);
        }
        for (InterfaceXml nic : later.interfaces()) {
            both = both.withDevice(nic);
        }
        return both;
    }

    private void refuseIfThere(DiskXml wanted, DomainXml domain) {
        Optional<String> place = location(wanted);
        boolean isThere = place.isPresent()
                && domain.disks().stream().anyMatch(disk -> location(disk).equals(place));
        if (isThere) {
            throw guest.errors(ATTACH_DISK).conflict("the guest has this disk already: " + place.orElseThrow());
        }
    }

    private static Optional<String> location(DiskXml disk) {
        return disk.source().flatMap(DiskSourceXml::location);
    }

    @Override
    public Operation<GuestDisk> detachDisk(String target) {
        return guest.change("detach disk", source -> {
            Detachment<DiskXml> found = Detachment.find(guest, domain -> domain.findDisk(target), DiskXml::toXml);
            DiskXml disk = found.any().orElseThrow(() -> change.absent("detach disk", "no disk " + target));
            found.detach(change, "detach disk");
            return disk.toGuestDisk().orElseThrow();
        });
    }

    @Override
    public Operation<GuestNic> attachNic(NicSpec spec) {
        return guest.change(ATTACH_NIC, source -> {
            DomainXml domain = nowAndLater();
            InterfaceXml wanted = family.template(domain, guest.host()).nic(spec);
            refuseIfAbsent(wanted, spec.network());
            spec.mac().ifPresent(mac -> refuseIfTaken(mac, domain));
            // Libvirt would make up one for now and another for later.
            InterfaceXml nic = spec.mac().isPresent() ? wanted : wanted.withMac(freeMac(domain));
            guest.work(ATTACH_NIC, connected -> change.attach(ATTACH_NIC, connected, nic.toXml()));
            return nic(nic.mac().orElseThrow()).orElseThrow(() -> change.gone(ATTACH_NIC));
        });
    }

    private Optional<GuestNic> nic(String mac) {
        return nics().stream().filter(nic -> nic.mac().equalsIgnoreCase(mac)).findFirst();
    }

    /** Libvirt looks at the start of a guest only. */
    private void refuseIfAbsent(InterfaceXml nic, String network) {
        boolean isAbsent = switch (nic.type()) {
            case "network" -> !guest.host().hasNetwork(network);
            case "bridge" -> isNoInterface(network);
            default -> false;
        };
        if (isAbsent) {
            throw guest.errors(ATTACH_NIC).notFound("the host has no network or bridge '" + network + "'");
        }
    }

    /** A host that does not tell about its interfaces is believed to have it. */
    private boolean isNoInterface(String name) {
        return guest.host().read("find bridge", connection -> {
            long found = VirInterface.virInterfaceLookupByName(connection, name);
            if (found == 0) {
                return VirFailure.last().code() == VirErrors.NO_INTERFACE;
            }
            VirInterface.virInterfaceFree(found);
            return false;
        });
    }

    private void refuseIfTaken(String mac, DomainXml domain) {
        if (hasMac(domain, mac)) {
            throw guest.errors(ATTACH_NIC).conflict("the guest has an interface of this MAC address: " + mac);
        }
    }

    private static boolean hasMac(DomainXml domain, String mac) {
        return domain.interfaces().stream().flatMap(nic -> nic.mac().stream()).anyMatch(mac::equalsIgnoreCase);
    }

    /** Of the range that guests of QEMU have. */
    private static String freeMac(DomainXml domain) {
        return Stream.generate(() -> ThreadLocalRandom.current().nextInt(1 << 24))
                .map(number ->
                        String.format("52:54:00:%02x:%02x:%02x", number >> 16, number >> 8 & 0xff, number & 0xff))
                .filter(mac -> !hasMac(domain, mac))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Operation<GuestNic> detachNic(String mac) {
        return guest.change("detach interface", source -> {
            Detachment<InterfaceXml> found =
                    Detachment.find(guest, domain -> withMac(domain, mac), InterfaceXml::toXml);
            InterfaceXml nic = found.any().orElseThrow(() -> change.absent("detach interface", "no interface " + mac));
            found.detach(change, "detach interface");
            return nic.toGuestNic().orElseThrow();
        });
    }

    private static Optional<InterfaceXml> withMac(DomainXml domain, String mac) {
        return domain.interfaces().stream()
                .filter(nic -> nic.mac().filter(mac::equalsIgnoreCase).isPresent())
                .findFirst();
    }
}
