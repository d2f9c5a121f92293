/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Datastores, and the disks in them. Thread-safe. */
final class VspherePools implements StoragePools {
    private static final String NAME = "name";
    private static final String ACCESSIBLE = "summary.accessible";
    private static final String TYPE = "summary.type";
    private static final String CAPACITY = "summary.capacity";
    private static final String FREE = "summary.freeSpace";
    private static final String URL = "summary.url";
    private static final List<String> PATHS = List.of(NAME, TYPE, CAPACITY, FREE, URL, ACCESSIBLE);

    private final Vsphere vsphere;

    VspherePools(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public List<StoragePool> list() {
        return list(vsphere.errors("list pools"));
    }

    private List<StoragePool> list(ErrorFactory about) {
        return vsphere.properties().all(Datastore.TYPE, PATHS, about, VspherePools::pool);
    }

    private static Optional<StoragePool> pool(ObjectContent content) {
        return content.text(NAME).map(GuestReading::unescaped).map(name -> {
            boolean active = content.flag(ACCESSIBLE).orElse(false);
            StoragePool.Builder pool = StoragePool.builder(
                            name, content.text(TYPE).orElse("unknown"))
                    .active(active);
            content.text(URL).ifPresent(pool::location);
            if (active) {
                // Of one that cannot be reached, the server tells what it last knew, or 0.
                content.number(CAPACITY).flatMap(Sizes::bytes).ifPresent(pool::capacity);
                content.number(FREE).flatMap(Sizes::bytes).ifPresent(pool::available);
            }
            return pool.build();
        });
    }

    @Override
    public List<StorageVolume> volumes(String pool) {
        ErrorFactory about = vsphere.errors("list volumes").subject("pool " + pool);
        return new DiskBrowser(Datastore.find(vsphere, pool, about), about).all();
    }

    @Override
    public Operation<StorageVolume> createVolume(String pool, VolumeSpec spec) {
        return onVolume(
                "create", pool, spec.name(), (store, source, about) -> new Disks(store, source, about).create(spec));
    }

    @Override
    public Operation<String> deleteVolume(String pool, String volume) {
        return onVolume("delete", pool, volume, (store, source, about) -> {
            new Disks(store, source, about).delete(volume);
            return volume;
        });
    }

    @Override
    public Operation<StorageVolume> resizeVolume(String pool, String volume, MemorySize capacity) {
        return onVolume(
                "resize",
                pool,
                volume,
                (store, source, about) -> new Disks(store, source, about).resize(volume, capacity));
    }

    @Override
    public Operation<StorageVolume> uploadVolume(String pool, String volume, Path file) {
        return onVolume("upload", pool, volume, (store, source, about) -> {
            new DiskBytes(store, source, about).upload(volume, file);
            return new DiskBrowser(store, about).find(volume);
        });
    }

    @Override
    public Operation<Path> downloadVolume(String pool, String volume, Path target) {
        return onVolume("download", pool, volume, (store, source, about) -> {
            new DiskBytes(store, source, about).download(volume, target);
            return target;
        });
    }

    @Override
    public Operation<StoragePool> createPool(PoolSpec spec) {
        String subject = "pool " + spec.name();
        return vsphere.context().change("create", subject, source -> {
            ErrorFactory about = vsphere.errors("create").subject(subject);
            new Mounts(vsphere, about).make(spec);
            return list(about).stream()
                    .filter(pool -> pool.name().equals(spec.name()))
                    .findFirst()
                    .orElseThrow(() -> about.hostFailure("the server made the datastore and does not list it"));
        });
    }

    @Override
    public Operation<String> undefinePool(String pool) {
        String subject = "pool " + pool;
        return vsphere.context().change("undefine", subject, source -> {
            ErrorFactory about = vsphere.errors("undefine").subject(subject);
            new Mounts(vsphere, about).forget(Datastore.find(vsphere, pool, about));
            return pool;
        });
    }

    /** A change of what is in a datastore. */
    @FunctionalInterface
    private interface Change<T> {
        T on(Datastore store, OperationSource<T> source, ErrorFactory about);
    }

    private <T> Operation<T> onVolume(String operation, String pool, String volume, Change<T> change) {
        String subject = "volume " + pool + "/" + volume;
        return vsphere.context().change(operation, subject, source -> {
            ErrorFactory about = vsphere.errors(operation).subject(subject);
            return change.on(Datastore.find(vsphere, pool, about), source, about);
        });
    }
}
