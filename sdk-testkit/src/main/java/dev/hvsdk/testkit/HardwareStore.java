/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.testkit.HostCore.Edit;
import java.util.List;
import java.util.Optional;

/** Gives virtual disks and network interfaces to guests and takes them away. Not thread-safe: guarded by its owner. */
final class HardwareStore {
    private final PartMaker maker;
    private final StorageStore storage;
    private final GuestTable guests;

    HardwareStore(PartMaker maker, StorageStore storage, GuestTable guests) {
        this.maker = maker;
        this.storage = storage;
        this.guests = guests;
    }

    /** What a guest is made with; what its specification names is taken to be there. */
    VirtualParts of(GuestSpec spec, ErrorFactory defining) {
        VirtualParts parts = maker.of(spec, defining);
        assume(parts);
        return parts;
    }

    /** From now on, what is behind these disks is there. */
    void assume(VirtualParts parts) {
        List<String> sources =
                parts.disks().stream().flatMap(disk -> disk.source().stream()).toList();
        storage.assume(sources);
    }

    /** The parts of a guest that comes from another host: they are connected to this one now. */
    VirtualParts arriving(VirtualParts parts) {
        assume(parts);
        return parts.withNics(maker::plugged);
    }

    Edit<GuestDisk> attachDisk(GuestRecord guest, DiskSpec spec, ErrorFactory attaching) {
        VirtualParts parts = guest.config().parts();
        GuestDisk disk = maker.disk(parts, spec, attaching);
        if (parts.disks().stream().anyMatch(other -> other.source().equals(disk.source()))) {
            throw attaching.conflict("it has " + spec.source() + " already");
        }
        refuseIfShared(guest, disk, attaching);
        refuseWhileActive(guest, disk, attaching);
        storage.provide(spec, attaching);
        return new Edit<>(guest.with(parts.with(disk)), disk);
    }

    /** Two guests that run must not write to what the other one has. */
    private void refuseIfShared(GuestRecord guest, GuestDisk disk, ErrorFactory attaching) {
        if (!guest.run().isActive()) {
            return;
        }
        Optional<GuestRecord> owner = guests.all().stream()
                .filter(other -> other.run().isActive() && !other.id().equals(guest.id()))
                .filter(other -> other.config().parts().disks().stream()
                        .anyMatch(its -> its.source().equals(disk.source()) && !(its.readOnly() && disk.readOnly())))
                .findFirst();
        if (owner.isPresent()) {
            throw attaching
                    .remedy("detach it there first")
                    .conflict("guest " + owner.get().name() + " has "
                            + disk.source().orElseThrow());
        }
    }

    private void refuseWhileActive(GuestRecord guest, GuestDisk disk, ErrorFactory doing) {
        if (guest.run().isActive() && !maker.isHotPluggable(disk)) {
            throw doing.remedy("stop it first")
                    .wrongState("it is " + guest.state().id() + ", and a disk on the bus "
                            + disk.bus().orElse("of this kind") + " does not come or go then");
        }
    }

    Edit<GuestDisk> detachDisk(GuestRecord guest, String target, ErrorFactory detaching) {
        VirtualParts parts = guest.config().parts();
        GuestDisk disk = parts.disk(target).orElseThrow(() -> detaching.notFound("it has no disk " + target));
        refuseWhileActive(guest, disk, detaching);
        return new Edit<>(guest.with(parts.without(disk)), disk);
    }

    Edit<GuestNic> attachNic(GuestRecord guest, NicSpec spec, ErrorFactory attaching) {
        VirtualParts parts = guest.config().parts();
        GuestRecord changed = guest.with(parts.with(maker.nic(parts, spec, attaching)));
        return new Edit<>(changed, last(seen(changed)));
    }

    private static List<GuestNic> seen(GuestRecord guest) {
        return guest.config().parts().nicsSeen(guest.run().isActive());
    }

    private static GuestNic last(List<GuestNic> nics) {
        return nics.get(nics.size() - 1);
    }

    Edit<GuestNic> detachNic(GuestRecord guest, String mac, ErrorFactory detaching) {
        VirtualParts parts = guest.config().parts();
        GuestNic nic = parts.nic(mac)
                .orElseThrow(() -> detaching.notFound("it has no network interface of the MAC address " + mac));
        return new Edit<>(guest.with(parts.without(nic)), nic);
    }
}
