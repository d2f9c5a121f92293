/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.xen.internal.cfg.DiskSpec;
import dev.hvsdk.xen.internal.tool.Domain;
import java.util.Optional;

/** Disks and network cards in the words of the SDK. */
final class HardwareReading {
    /** What xl says of a drive without a medium. */
    private static final String EMPTY = "empty";

    private HardwareReading() {}

    static GuestDisk disk(DiskSpec disk) {
        GuestDisk.Builder reading = GuestDisk.builder(disk.vdev())
                .bus(bus(disk.vdev()))
                .readOnly(disk.isReadOnly())
                .removable(disk.isCdrom());
        disk.findTarget().ifPresent(reading::source);
        if (!disk.format().isEmpty() && !disk.format().equals(EMPTY)) {
            reading.format(disk.format());
        }
        return reading.build();
    }

    private static String bus(String vdev) {
        if (vdev.startsWith("hd")) {
            return "ide";
        }
        return vdev.startsWith("sd") ? "scsi" : "xen";
    }

    /** Empty if it has no address yet. */
    static Optional<GuestNic> nic(Hardware.Card card, Optional<Domain> domain) {
        return card.vif().findMac().map(mac -> {
            GuestNic.Builder reading = GuestNic.builder(mac);
            card.vif().findBridge().ifPresent(reading::network);
            card.vif().findModel().ifPresent(reading::model);
            domain.filter(running -> card.number().isPresent())
                    .map(running -> "vif" + running.id() + "." + card.number().getAsInt())
                    .ifPresent(reading::device);
            return reading.build();
        });
    }
}
