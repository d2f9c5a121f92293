/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirStorage;
import dev.hvsdk.libvirt.xml.StoragePoolXml;
import dev.hvsdk.libvirt.xml.StorageVolumeXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Pools and volumes by name, and readings of them. To be used within native calls. Thread-safe. */
final class Storage {
    private Storage() {}

    static <T> T withPool(long connection, String name, ErrorFactory errors, LongFunction<T> work) {
        if (!ResourceNames.isCString(name)) {
            throw errors.notFound("there is no pool of a name that no C string can hold");
        }
        long pool = Vir.check(VirStorage.virStoragePoolLookupByName(connection, name));
        return Handles.use(pool, work, VirStorage::virStoragePoolFree);
    }

    static <T> T withVolume(long pool, String name, ErrorFactory errors, LongFunction<T> work) {
        if (!ResourceNames.isCString(name)) {
            throw errors.notFound("there is no volume of a name that no C string can hold");
        }
        long volume = Vir.check(VirStorage.virStorageVolLookupByName(pool, name));
        return Handles.use(volume, work, VirStorage::virStorageVolFree);
    }

    /** Each pool; those that vanish meanwhile are left out. */
    static List<StoragePool> pools(long connection) {
        return Handles.readAll(
                array -> VirStorage.virConnectListAllStoragePools(connection, array, 0),
                Storage::present,
                VirStorage::virStoragePoolFree);
    }

    private static Optional<StoragePool> present(long pool) {
        long xml = VirStorage.virStoragePoolGetXMLDesc(pool, 0);
        return xml == 0 ? Vir.unless(VirErrors.NO_STORAGE_POOL) : Optional.of(poolReading(pool, Vir.take(xml)));
    }

    static StoragePool reading(long pool) {
        return poolReading(pool, Vir.take(VirStorage.virStoragePoolGetXMLDesc(pool, 0)));
    }

    private static StoragePool poolReading(long pool, String xml) {
        boolean isActive = Vir.check(VirStorage.virStoragePoolIsActive(pool)) == 1;
        return StoragePoolXml.parse(xml).toStoragePool(isActive);
    }

    /** Each volume; those that vanish meanwhile are left out. */
    static List<StorageVolume> volumes(long pool, String name) {
        return Handles.readAll(
                array -> VirStorage.virStoragePoolListAllVolumes(pool, array, 0),
                volume -> present(volume, name),
                VirStorage::virStorageVolFree);
    }

    private static Optional<StorageVolume> present(long volume, String pool) {
        long xml = VirStorage.virStorageVolGetXMLDesc(volume, 0);
        return xml == 0 ? Vir.unless(VirErrors.NO_STORAGE_VOL) : Optional.of(volumeReading(Vir.take(xml), pool));
    }

    static StorageVolume reading(long volume, String pool) {
        return volumeReading(Vir.take(VirStorage.virStorageVolGetXMLDesc(volume, 0)), pool);
    }

    private static StorageVolume volumeReading(String xml, String pool) {
        return StorageVolumeXml.parse(xml).toStorageVolume(pool);
    }
}
