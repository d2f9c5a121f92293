/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.xml.SnapshotXml;

/**
 * What libvirt is asked for to take a snapshot.
 *
 * <p>Libvirt keeps the disks of a running guest inside of their files only together with its memory; without it they go on in new
 * files. Immutable.
 *
 * @param xml the snapshot
 * @param flags {@code virDomainSnapshotCreateFlags}
 */
record SnapshotPlan(String xml, int flags) {
    private static final int DISK_ONLY = 1 << 4;
    private static final int QUIESCE = 1 << 6;
    private static final int ATOMIC = 1 << 7;

    static SnapshotPlan of(GuestAccess guest, SnapshotSpec spec) {
        boolean isActive = guest.info().state().isActive();
        boolean withMemory = isActive && spec.withMemory();
        refuseWhatCannotBe(guest, spec, isActive, withMemory);
        boolean isOutside =
                spec.storage().filter(SnapshotStorage.EXTERNAL::equals).isPresent();
        if (!isOutside && (withMemory || !isActive)) {
            return new SnapshotPlan(named(spec).toXml(), 0);
        }
        NewDiskFiles files = new NewDiskFiles(guest, spec.name());
        SnapshotXml outside = files.addTo(named(spec));
        return withMemory
                ? new SnapshotPlan(
                        outside.withMemoryFile(memoryFile(guest, files, spec)).toXml(), 0)
                : new SnapshotPlan(outside.toXml(), DISK_ONLY | ATOMIC | quiesce(spec));
    }

    private static void refuseWhatCannotBe(GuestAccess guest, SnapshotSpec spec, boolean isActive, boolean withMemory) {
        boolean isInside =
                spec.storage().filter(SnapshotStorage.INTERNAL::equals).isPresent();
        if (isInside && isActive && !withMemory) {
            throw guest.errors("create snapshot")
                    .remedy("take the memory too, stop the guest, or keep the snapshot outside of the disks")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "libvirt keeps the disks of a running guest inside of their files only together with its memory");
        }
        if (spec.quiesce() && withMemory) {
            throw guest.errors("create snapshot")
                    .remedy("leave one of the two out")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a guest whose memory is kept goes on where it was, and has nothing to flush");
        }
    }

    private static int quiesce(SnapshotSpec spec) {
        return spec.quiesce() ? QUIESCE : 0;
    }

    private static SnapshotXml named(SnapshotSpec spec) {
        SnapshotXml named = SnapshotXml.create(spec.name());
        return spec.description().map(named::withDescription).orElse(named);
    }

    /** Beside the first disk, as libvirt does with those of the disks. */
    private static String memoryFile(GuestAccess guest, NewDiskFiles files, SnapshotSpec spec) {
        return files.first()
                        .orElseThrow(() -> guest.errors("create snapshot")
                                .unsupported(
                                        Support.Reason.NO_SUCH_CONCEPT,
                                        "the guest has no disk beside which its memory could be kept"))
                + "." + spec.name() + ".memory";
    }
}
