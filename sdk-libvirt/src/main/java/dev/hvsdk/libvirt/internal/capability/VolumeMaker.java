/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirStorage;
import dev.hvsdk.libvirt.xml.StoragePoolXml;
import dev.hvsdk.libvirt.xml.StorageVolumeXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Set;

/** Makes volumes in a pool, within one native call. Not thread-safe: one for each call. */
final class VolumeMaker {
    private static final String RAW = "raw";

    /** Pools whose volumes are files; those of others are raw by nature, whatever is asked for (virStoragePoolType). */
    private static final Set<String> POOLS_OF_FILES = Set.of("dir", "fs", "netfs", "gluster", "vstorage");

    private final long pool;
    private final String name;
    private final ErrorFactory errors;

    VolumeMaker(long pool, String name, ErrorFactory errors) {
        this.pool = pool;
        this.name = name;
        this.errors = errors;
    }

    StorageVolume make(VolumeSpec spec) {
        ResourceNames.checked(spec.name(), errors);
        spec.format().ifPresent(this::refuseUnlessPossible);
        refuseIfTaken(spec.name());
        String xml = StorageVolumeXml.of(spec).toXml();
        return Handles.use(created(xml, spec), volume -> Storage.reading(volume, name), VirStorage::virStorageVolFree);
    }

    /** Pools of other kinds would take another format without a word, and make a raw volume. */
    private void refuseUnlessPossible(String format) {
        boolean hasFiles = StoragePoolXml.parse(Vir.take(VirStorage.virStoragePoolGetXMLDesc(pool, 0)))
                .type()
                .filter(POOLS_OF_FILES::contains)
                .isPresent();
        if (!hasFiles && !format.equals(RAW)) {
            throw noSuchFormat(errors, format);
        }
    }

    private static RuntimeException noSuchFormat(ErrorFactory errors, String format) {
        return errors.unsupported(
                Support.Reason.NO_SUCH_CONCEPT, "this pool makes no volumes of the format '" + format + "'");
    }

    private void refuseIfTaken(String volume) {
        long taken = VirStorage.virStorageVolLookupByName(pool, volume);
        if (taken != 0) {
            VirStorage.virStorageVolFree(taken);
            throw errors.conflict("there is a volume of this name");
        }
        Vir.unless(VirErrors.NO_STORAGE_VOL);
    }

    private long created(String xml, VolumeSpec spec) {
        try {
            return Vir.check(VirStorage.virStorageVolCreateXML(pool, xml, 0));
        } catch (VirException e) {
            ErrorFactory about = errors.nativeError(e.failure().nativeError());
            // A file that the pool has not noticed; libvirt has no code of its own for it, and not always the same.
            if (e.failure().text().contains("already exists")) {
                throw about.conflict("there is a file of this name");
            }
            if (e.failure().text().contains("volume format type")
                    && spec.format().isPresent()) {
                throw noSuchFormat(about, spec.format().orElseThrow());
            }
            throw e;
        }
    }
}
