/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Datastores, and the disks in them. Thread-safe. */
final class VspherePools implements StoragePools {
    private static final String SUMMARY = "summary.";
    private static final String NAME = "name";
    private static final List<String> PATHS = List.of(
            NAME,
            SUMMARY + "type",
            SUMMARY + "capacity",
            SUMMARY + "freeSpace",
            SUMMARY + "url",
            SUMMARY + "accessible");

    private final Vsphere vsphere;

    VspherePools(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public List<StoragePool> list() {
        return vsphere.properties().all("Datastore", PATHS, vsphere.errors("list pools"), content -> {
            String type = content.text(SUMMARY + "type").orElse("unknown");
            boolean active = content.flag(SUMMARY + "accessible").orElse(false);
            return content.text(NAME).map(GuestReading::unescaped).map(name -> {
                StoragePool.Builder pool = StoragePool.builder(name, type).active(active);
                content.text(SUMMARY + "url").ifPresent(pool::location);
                // Of one that cannot be reached, the server tells what it last knew, or 0.
                content.number(SUMMARY + "capacity")
                        .filter(size -> active)
                        .map(MemorySize::ofBytes)
                        .ifPresent(pool::capacity);
                content.number(SUMMARY + "freeSpace")
                        .filter(size -> active)
                        .map(MemorySize::ofBytes)
                        .ifPresent(pool::available);
                return pool.build();
            });
        });
    }

    @Override
    public List<StorageVolume> volumes(String pool) {
        ErrorFactory about = about("list volumes", pool);
        return Datastore.find(vsphere, pool, about).volumes(about);
    }

    @Override
    public Operation<StorageVolume> createVolume(String pool, VolumeSpec spec) {
        return change("create volume", pool, source -> {
            ErrorFactory about = about("create volume", pool + "/" + spec.name());
            return Datastore.find(vsphere, pool, about).create(spec, source, about);
        });
    }

    @Override
    public Operation<String> deleteVolume(String pool, String volume) {
        return change("delete volume", pool, source -> {
            ErrorFactory about = about("delete volume", pool + "/" + volume);
            Datastore.find(vsphere, pool, about).delete(volume, source, about);
            return volume;
        });
    }

    @Override
    public Operation<StorageVolume> resizeVolume(String pool, String volume, MemorySize capacity) {
        return refuse("resize volume", pool, Support.Reason.NOT_IMPLEMENTED, "disks keep the size that they have");
    }

    @Override
    public Operation<StorageVolume> uploadVolume(String pool, String volume, Path source) {
        return refuse("upload volume", pool, Support.Reason.NOT_IMPLEMENTED, "files do not go to datastores yet");
    }

    @Override
    public Operation<Path> downloadVolume(String pool, String volume, Path target) {
        return refuse("download volume", pool, Support.Reason.NOT_IMPLEMENTED, "files do not come from datastores yet");
    }

    @Override
    public Operation<StoragePool> createPool(PoolSpec spec) {
        return refuse(
                "create pool",
                spec.name(),
                Support.Reason.NOT_IMPLEMENTED,
                "a datastore is made on a host's disks or from a server of files, in vCenter or on the host");
    }

    @Override
    public Operation<String> undefinePool(String pool) {
        return refuse(
                "undefine pool",
                pool,
                Support.Reason.NOT_IMPLEMENTED,
                "a datastore is unmounted in vCenter or on the host");
    }

    private ErrorFactory about(String operation, String subject) {
        return vsphere.errors(operation).subject("pool " + subject);
    }

    private <T> Operation<T> change(
            String operation, String pool, Function<? super OperationSource<T>, ? extends T> work) {
        return vsphere.context().change(operation, "pool " + pool, work);
    }

    private <T> Operation<T> refuse(String operation, String pool, Support.Reason reason, String why) {
        return change(operation, pool, source -> {
            throw about(operation, pool).unsupported(reason, why);
        });
    }
}
