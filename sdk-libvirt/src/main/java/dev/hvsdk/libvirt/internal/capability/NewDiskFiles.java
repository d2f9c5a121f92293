/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirStorage;
import dev.hvsdk.libvirt.xml.DiskSourceXml;
import dev.hvsdk.libvirt.xml.DiskXml;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.SnapshotXml;
import java.util.List;
import java.util.Optional;

/**
 * The files in which the disks of a guest go on after a snapshot that is kept outside: those of pools get a name here, because
 * libvirt finds one for disks with a path only. Immutable.
 */
final class NewDiskFiles {
    private static final String FORMAT = "qcow2";

    private final GuestAccess guest;
    private final List<DiskXml> disks;
    private final String snapshot;

    NewDiskFiles(GuestAccess guest, String snapshot) {
        this.guest = guest;
        this.disks = DomainXml.parse(guest.definition()).disks();
        this.snapshot = snapshot;
    }

    SnapshotXml addTo(SnapshotXml xml) {
        SnapshotXml with = xml;
        for (DiskXml disk : disks) {
            Optional<String> target = disk.target().filter(name -> isWritable(disk) && isInPool(disk));
            Optional<String> path = target.flatMap(name -> path(disk));
            if (path.isPresent()) {
                with = with.withExternalDisk(target.orElseThrow(), next(path.get()), FORMAT);
            }
        }
        return with;
    }

    private static boolean isWritable(DiskXml disk) {
        return !disk.readOnly() && disk.device().equals("disk");
    }

    private static boolean isInPool(DiskXml disk) {
        return disk.source().flatMap(DiskSourceXml::volume).isPresent();
    }

    /** As libvirt names those that it names: the name of the snapshot in the place of the last part. */
    private String next(String path) {
        int slash = path.lastIndexOf('/');
        int dot = path.lastIndexOf('.');
        return (dot > slash + 1 ? path.substring(0, dot) : path) + "." + snapshot;
    }

    /** Where the first disk that is a file is on the host. */
    Optional<String> first() {
        return disks.stream().flatMap(disk -> path(disk).stream()).findFirst();
    }

    /** Where a disk is on the host; empty for one that is no file. */
    private Optional<String> path(DiskXml disk) {
        return disk.source()
                .flatMap(source -> source.path().or(() -> volumePath(source)))
                .filter(path -> path.startsWith("/"));
    }

    private Optional<String> volumePath(DiskSourceXml source) {
        return source.pool()
                .flatMap(pool -> source.volume()
                        .map(volume ->
                                guest.host().call("find disk", connection -> volumePath(connection, pool, volume))));
    }

    private static String volumePath(long connection, String poolName, String name) {
        long pool = Vir.check(VirStorage.virStoragePoolLookupByName(connection, poolName));
        try {
            long volume = Vir.check(VirStorage.virStorageVolLookupByName(pool, name));
            try {
                return Vir.take(VirStorage.virStorageVolGetPath(volume));
            } finally {
                VirStorage.virStorageVolFree(volume);
            }
        } finally {
            VirStorage.virStoragePoolFree(pool);
        }
    }
}
