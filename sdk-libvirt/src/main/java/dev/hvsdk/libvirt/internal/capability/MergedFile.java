/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirSnapshot;
import dev.hvsdk.libvirt.internal.natives.VirStorage;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * A file to which a guest wrote until it was put into the one below: removed if a pool has its directory and no snapshot is inside
 * of it. Nothing can be based on a file that was written to, so that nobody else needs it. Immutable.
 */
final class MergedFile {
    private static final System.Logger LOG = System.getLogger(MergedFile.class.getName());
    private static final String OPERATION = "remove merged file";

    private final GuestAccess guest;
    private final String path;

    MergedFile(GuestAccess guest, String path) {
        this.guest = guest;
        this.path = path;
    }

    /** Whether it was removed. What is left behind does no harm, and the snapshot is gone all the same: so a failure is none. */
    boolean remove() {
        try {
            return !isInSnapshots() && guest.host().work(OPERATION, path, this::removeFromPool);
        } catch (HypervisorException e) {
            LOG.log(Level.WARNING, "{0} stays, used by nobody: {1}", path, e.getMessage());
            return false;
        }
    }

    private boolean isInSnapshots() {
        return snapshots().stream().anyMatch(xml -> xml.contains(SnapshotMerge.quoted(path)));
    }

    private List<String> snapshots() {
        return guest.read(
                OPERATION,
                domain -> Handles.readAll(
                        array -> VirSnapshot.virDomainListAllSnapshots(domain, array, 0),
                        snapshot -> Optional.of(Vir.take(VirSnapshot.virDomainSnapshotGetXMLDesc(snapshot, 0))),
                        VirSnapshot::virDomainSnapshotFree));
    }

    private boolean removeFromPool(long connection) {
        String directory = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
        long pool = VirStorage.virStoragePoolLookupByTargetPath(connection, directory);
        if (pool == 0) {
            return Vir.<Boolean>unless(VirErrors.NO_STORAGE_POOL).orElse(false);
        }
        return Handles.use(pool, this::removeFrom, VirStorage::virStoragePoolFree);
    }

    /** The pool does not know yet what libvirt made beside it. */
    private boolean removeFrom(long pool) {
        Vir.check(VirStorage.virStoragePoolRefresh(pool, 0));
        String name = path.substring(path.lastIndexOf('/') + 1);
        long volume = VirStorage.virStorageVolLookupByName(pool, name);
        if (volume == 0) {
            return Vir.<Boolean>unless(VirErrors.NO_STORAGE_VOL).orElse(false);
        }
        return Handles.use(
                volume,
                found -> Vir.check(VirStorage.virStorageVolDelete(found, 0)) == 0,
                VirStorage::virStorageVolFree);
    }
}
