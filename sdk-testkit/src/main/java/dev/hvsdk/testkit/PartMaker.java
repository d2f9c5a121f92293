/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the virtual disks and network interfaces of guests, under the names that the hosts of a family give them. Not thread-safe:
 * guarded by its owner.
 */
final class PartMaker {
    private final Family family;
    private final PartNames names;
    private int lastMac;
    private int lastDevice;

    PartMaker(Family family) {
        this.family = family;
        this.names = PartNames.of(family);
    }

    /** What a guest is made with: its disks, the drive that it starts from, and its network interfaces. */
    VirtualParts of(GuestSpec spec, ErrorFactory defining) {
        VirtualParts parts = VirtualParts.NONE;
        for (DiskSpec disk : spec.disks()) {
            parts = parts.with(disk(parts, disk, defining));
        }
        if (spec.boot().orElse(null) instanceof BootSource.Cdrom cdrom) {
            parts = parts.with(drive(parts, cdrom.path()));
        }
        for (NicSpec nic : spec.nics()) {
            parts = parts.with(nic(parts, nic, defining));
        }
        return parts;
    }

    /** So many disks and network interfaces of which nothing more is known. */
    VirtualParts unknown(int disks, int nics) {
        VirtualParts parts = VirtualParts.NONE;
        for (int number = 0; number < disks; number++) {
            parts = parts.with(
                    GuestDisk.builder(freeTarget(parts, names.defaultBus())).build());
        }
        for (int number = 0; number < nics; number++) {
            parts = parts.with(GuestNic.builder(freeMac(parts)).build());
        }
        return parts;
    }

    GuestDisk disk(VirtualParts parts, DiskSpec spec, ErrorFactory doing) {
        String bus = spec.bus().orElse(names.defaultBus());
        if (!names.hasBus(bus)) {
            throw doing.remedy("choose one of " + names.buses())
                    .unsupported(Reason.NO_SUCH_CONCEPT, "there are no disks on the bus " + bus);
        }
        return GuestDisk.builder(freeTarget(parts, bus))
                .source(spec.source())
                .format(spec.format().orElse(names.defaultFormat()))
                .bus(bus)
                .readOnly(spec.readOnly())
                .build();
    }

    private GuestDisk drive(VirtualParts parts, String medium) {
        return GuestDisk.builder(freeTarget(parts, names.driveBus()))
                .source(medium)
                .format("raw")
                .bus(names.driveBus())
                .readOnly(true)
                .removable(true)
                .build();
    }

    private String freeTarget(VirtualParts parts, String bus) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> names.target(bus, number))
                .filter(target -> parts.disk(target).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    GuestNic nic(VirtualParts parts, NicSpec spec, ErrorFactory doing) {
        String model = spec.model().orElse(names.defaultModel());
        if (!names.models().contains(model)) {
            throw doing.remedy("choose one of " + names.models())
                    .unsupported(Reason.NO_SUCH_CONCEPT, "there are no network interfaces of the model " + model);
        }
        String mac = spec.mac().map(given -> given.toLowerCase(Locale.ROOT)).orElseGet(() -> freeMac(parts));
        if (parts.nic(mac).isPresent()) {
            throw doing.remedy("choose another one").conflict("it has an interface of the MAC address " + mac);
        }
        return plugged(
                GuestNic.builder(mac).network(spec.network()).model(model).build());
    }

    /** The interface with a device of this host. */
    GuestNic plugged(GuestNic nic) {
        GuestNic.Builder copy = VirtualParts.copy(nic);
        @Nullable String device = names.device(lastDevice++);
        return (device == null ? copy : copy.device(device)).build();
    }

    private String freeMac(VirtualParts parts) {
        String mac = names.mac(++lastMac);
        // The specification may have named it.
        return parts.nic(mac).isEmpty() ? mac : freeMac(parts);
    }

    /** Whether a disk on this bus comes and goes while the guest runs. */
    boolean isHotPluggable(GuestDisk disk) {
        return disk.bus().filter(names::isHotPluggable).isPresent() && !disk.removable();
    }

    /** For messages. */
    @Override
    public String toString() {
        return "the parts of " + family.id();
    }
}
