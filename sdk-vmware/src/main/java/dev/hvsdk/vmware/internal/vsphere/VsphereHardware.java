/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereOptions.Provisioning;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Disks and network cards of a guest, by the keys that the server has for its devices. Thread-safe. */
final class VsphereHardware implements VirtualHardware {
    private static final String NETWORK = "network";
    private static final String HOST = "runtime.host";
    private static final String ATTACH_DISK = "attach disk";
    private static final String DETACH_DISK = "detach disk";
    private static final String ATTACH_NIC = "attach network interface";
    private static final String DETACH_NIC = "detach network interface";

    private static final int NEW_CONTROLLER = -100;
    private static final int NEW_DEVICE = -200;

    private final Machine guest;

    VsphereHardware(Machine guest) {
        this.guest = guest;
    }

    private HardwareReading reading(ErrorFactory about) {
        return HardwareReading.of(guest.read(about, HardwareReading.PATH), about);
    }

    @Override
    public List<GuestDisk> disks() {
        return reading(guest.errors("list disks")).disks();
    }

    @Override
    public List<GuestNic> nics() {
        return nics(guest.errors("list network interfaces"));
    }

    private List<GuestNic> nics(ErrorFactory about) {
        ObjectContent content = guest.read(about, HardwareReading.PATH, NETWORK);
        NetworkPlugs plugs = new NetworkPlugs(guest.vsphere(), References.of(content, NETWORK), about);
        return HardwareReading.of(content, about).nics(plugs.names());
    }

    /** That no other guest that runs has the file, the server sees to by a lock on it. */
    @Override
    public Operation<GuestDisk> attachDisk(DiskSpec spec) {
        return guest.change(ATTACH_DISK, source -> {
            ErrorFactory about = guest.errors(ATTACH_DISK);
            DeviceParts.requireKnown(spec, about);
            String file = DeviceParts.diskFile(spec.source(), about);
            HardwareReading before = reading(about);
            before.findTarget(file).ifPresent(target -> {
                throw about.conflict("the guest has it already, as " + target);
            });
            guest.reconfigure(source, about, disk(spec, file, before, about));
            return added(file, before, about);
        });
    }

    /** On the first controller that has room, or on one that comes with it. */
    private static Element[] disk(DiskSpec spec, String file, HardwareReading before, ErrorFactory about) {
        Optional<HardwareReading.Controller> free = controllers(spec.bus(), before)
                .filter(one -> before.freePlace(one).isPresent())
                .findFirst();
        if (free.isPresent()) {
            int unit = before.freePlace(free.get()).orElse(0);
            return new Element[] {change(spec, file, free.get().key(), unit)};
        }
        ControllerKind kind = ControllerKind.ofBus(spec.bus().orElse("scsi"), ControllerKind.PVSCSI, about);
        return new Element[] {
            DeviceParts.add(kind.element(NEW_CONTROLLER, before.freeNumber(kind.bus()))),
            change(spec, file, NEW_CONTROLLER, 0)
        };
    }

    /** Those on which disks come and go while a guest runs, which those on IDE do not. */
    private static Stream<HardwareReading.Controller> controllers(Optional<String> bus, HardwareReading before) {
        return before.controllers()
                .filter(one -> one.kind() != ControllerKind.IDE)
                .filter(one ->
                        bus.filter(wanted -> !wanted.equals(one.kind().bus())).isEmpty());
    }

    private static Element change(DiskSpec spec, String file, long controller, int unit) {
        Element disk = DeviceParts.disk(NEW_DEVICE, spec, file, Provisioning.THIN, controller, unit);
        return DeviceParts.add(spec, disk);
    }

    private GuestDisk added(String file, HardwareReading before, ErrorFactory about) {
        HardwareReading now = reading(about);
        List<String> known = before.disks().stream().map(GuestDisk::target).toList();
        return now.disks().stream()
                .filter(disk -> !known.contains(disk.target()))
                .filter(disk -> disk.source().filter(file::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> about.hostFailure("the server has taken the disk and does not list it"));
    }

    @Override
    public Operation<GuestDisk> detachDisk(String target) {
        return guest.change(DETACH_DISK, source -> {
            ErrorFactory about = guest.errors(DETACH_DISK);
            HardwareReading before = reading(about);
            HardwareReading.Device device =
                    before.findDisk(target).orElseThrow(() -> about.notFound("the guest has no disk " + target));
            GuestDisk disk = before.disks().stream()
                    .filter(one -> one.target().equals(target))
                    .findFirst()
                    .orElseThrow();
            if (disk.removable() || disk.bus().filter("ide"::equals).isPresent()) {
                guest.require(DETACH_DISK, GuestState.STOPPED);
            }
            guest.reconfigure(source, about, DeviceParts.remove(device.reference()));
            return disk;
        });
    }

    @Override
    public Operation<GuestNic> attachNic(NicSpec spec) {
        return guest.change(ATTACH_NIC, source -> {
            ErrorFactory about = guest.errors(ATTACH_NIC);
            String type = NicModel.type(spec.model().orElse(NicModel.USUAL), about);
            List<String> before = reading(about).macs();
            spec.mac()
                    .filter(mac -> before.stream().anyMatch(mac::equalsIgnoreCase))
                    .ifPresent(mac -> {
                        throw about.conflict("the guest has an interface of the address " + mac);
                    });
            Element backing = backing(spec.network(), about);
            guest.reconfigure(source, about, DeviceParts.add(DeviceParts.nic(NEW_DEVICE, spec, type, backing)));
            return nics(about).stream()
                    .filter(nic -> !before.contains(nic.mac()))
                    .findFirst()
                    .orElseThrow(() -> about.hostFailure("the server has taken the interface and does not list it"));
        });
    }

    private Element backing(String network, ErrorFactory about) {
        ManagedRef host = guest.read(about, HOST)
                .ref(HOST)
                .orElseThrow(() -> about.permissionDenied("the server does not tell which host it is on"));
        List<ManagedRef> networks = References.of(guest.vsphere().properties().of(host, about, NETWORK), NETWORK);
        return new NetworkPlugs(guest.vsphere(), networks, about)
                .backing(network)
                .orElseThrow(() -> about.notFound("its host has no network " + network));
    }

    @Override
    public Operation<GuestNic> detachNic(String mac) {
        return guest.change(DETACH_NIC, source -> {
            ErrorFactory about = guest.errors(DETACH_NIC);
            GuestNic nic = nics(about).stream()
                    .filter(one -> one.mac().equalsIgnoreCase(mac))
                    .findFirst()
                    .orElseThrow(() -> about.notFound("the guest has no interface of the address " + mac));
            HardwareReading.Device device = reading(about)
                    .findNic(mac)
                    .orElseThrow(() -> about.notFound("the guest has no interface of the address " + mac));
            guest.reconfigure(source, about, DeviceParts.remove(device.reference()));
            return nic;
        });
    }
}
