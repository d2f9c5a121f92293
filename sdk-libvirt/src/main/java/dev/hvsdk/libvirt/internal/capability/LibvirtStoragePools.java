/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirStorage;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.spi.support.Transfer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Libvirt's storage pools. Immutable. */
final class LibvirtStoragePools implements StoragePools {
    private final HostAccess host;

    private LibvirtStoragePools(HostAccess host) {
        this.host = host;
    }

    static Support<StoragePools> of(HostAccess host) {
        // Without an array it counts only.
        return host.supported(
                        "storage pools",
                        () -> host.read(
                                "ask for pools",
                                connection -> Vir.check(VirStorage.virConnectListAllStoragePools(connection, 0, 0))))
                .map(yes -> new LibvirtStoragePools(host));
    }

    @Override
    public List<StoragePool> list() {
        return host.read("list pools", Storage::pools).stream()
                .sorted(Comparator.comparing(StoragePool::name))
                .toList();
    }

    @Override
    public List<StorageVolume> volumes(String pool) {
        ErrorFactory errors = host.errors("list volumes").subject("pool " + pool);
        List<StorageVolume> found = host.read(
                "list volumes",
                connection -> Storage.withPool(connection, pool, errors, handle -> Storage.volumes(handle, pool)));
        return found.stream().sorted(Comparator.comparing(StorageVolume::name)).toList();
    }

    @Override
    public Operation<StorageVolume> createVolume(String pool, VolumeSpec spec) {
        return onPool("create", pool, spec.name(), (handle, source, errors) -> {
            return new VolumeMaker(handle, pool, errors).make(spec);
        });
    }

    @Override
    public Operation<String> deleteVolume(String pool, String volume) {
        return onVolume("delete", pool, volume, (handle, source, errors) -> {
            Vir.check(VirStorage.virStorageVolDelete(handle, 0));
            return volume;
        });
    }

    @Override
    public Operation<StorageVolume> resizeVolume(String pool, String volume, MemorySize capacity) {
        return onVolume("resize", pool, volume, (handle, source, errors) -> {
            MemorySize present = Storage.reading(handle, pool).capacity().orElse(MemorySize.ZERO);
            if (capacity.compareTo(present) < 0) {
                throw errors.unsupported(
                        Support.Reason.NO_SUCH_CONCEPT, "a volume of " + present + " is not cut to " + capacity);
            }
            if (!capacity.equals(present)) {
                Vir.check(VirStorage.virStorageVolResize(handle, capacity.toBytes(), 0));
            }
            return Storage.reading(handle, pool);
        });
    }

    @Override
    public Operation<StorageVolume> uploadVolume(String pool, String volume, Path file) {
        return onVolume("upload", pool, volume, (handle, source, errors) -> {
            new Upload(handle, new Transfer(host.link().state(), source, "uploading"), errors)
                    .run(file, Storage.reading(handle, pool));
            return Storage.reading(handle, pool);
        });
    }

    @Override
    public Operation<Path> downloadVolume(String pool, String volume, Path target) {
        return onVolume("download", pool, volume, (handle, source, errors) -> {
            new Download(handle, new Transfer(host.link().state(), source, "downloading"), errors).run(target);
            return target;
        });
    }

    @Override
    public Operation<StoragePool> createPool(PoolSpec spec) {
        String subject = "pool " + spec.name();
        return host.change("create", subject, source -> {
            ErrorFactory errors = host.errors("create").subject(subject);
            PoolMaker maker = new PoolMaker(spec, errors);
            return host.work("create", subject, maker::make);
        });
    }

    @Override
    public Operation<String> undefinePool(String pool) {
        String subject = "pool " + pool;
        return host.change("undefine", subject, source -> {
            ErrorFactory errors = host.errors("undefine").subject(subject);
            return host.work(
                    "undefine",
                    subject,
                    connection -> Storage.withPool(connection, pool, errors, handle -> forget(handle, pool)));
        });
    }

    /** One that is not persistent goes when it is stopped. */
    private static String forget(long pool, String name) {
        boolean isPersistent = Vir.check(VirStorage.virStoragePoolIsPersistent(pool)) == 1;
        if (Vir.check(VirStorage.virStoragePoolIsActive(pool)) == 1) {
            Vir.check(VirStorage.virStoragePoolDestroy(pool));
        }
        if (isPersistent) {
            Vir.check(VirStorage.virStoragePoolUndefine(pool));
        }
        return name;
    }

    /** A change of what is at an address. */
    private interface Change<T> {
        T on(long handle, OperationSource<T> source, ErrorFactory errors);
    }

    private <T> Operation<T> onPool(String operation, String pool, String volume, Change<T> change) {
        String subject = "volume " + pool + "/" + volume;
        return host.change(operation, subject, source -> {
            ErrorFactory errors = host.errors(operation).subject(subject);
            return host.work(
                    operation,
                    subject,
                    connection ->
                            Storage.withPool(connection, pool, errors, handle -> change.on(handle, source, errors)));
        });
    }

    private <T> Operation<T> onVolume(String operation, String pool, String volume, Change<T> change) {
        return onPool(
                operation,
                pool,
                volume,
                (handle, source, errors) ->
                        Storage.withVolume(handle, volume, errors, found -> change.on(found, source, errors)));
    }
}
