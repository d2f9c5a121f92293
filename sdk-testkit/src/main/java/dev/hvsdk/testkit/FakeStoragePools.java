/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Path;
import java.util.List;

/** The storage of a fake host. Thread-safe. */
final class FakeStoragePools implements StoragePools {
    private final FakeConnection connection;

    FakeStoragePools(FakeConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<StoragePool> list() {
        return connection.read(
                Call.onHost(HostCall.READ_HOST), host -> host.storage().pools());
    }

    @Override
    public List<StorageVolume> volumes(String pool) {
        return connection.read(
                Call.onHost(HostCall.READ_HOST), host -> host.storage().volumes(pool));
    }

    @Override
    public Operation<StorageVolume> createVolume(String pool, VolumeSpec spec) {
        return connection.change(
                onVolume(HostCall.CREATE_VOLUME, spec.name()),
                host -> host.storage().create(pool, spec));
    }

    @Override
    public Operation<String> deleteVolume(String pool, String volume) {
        return connection.change(
                onVolume(HostCall.DELETE_VOLUME, volume), host -> host.storage().delete(pool, volume));
    }

    @Override
    public Operation<StorageVolume> resizeVolume(String pool, String volume, MemorySize capacity) {
        return connection.change(
                onVolume(HostCall.RESIZE_VOLUME, volume), host -> host.storage().resize(pool, volume, capacity));
    }

    @Override
    public Operation<StorageVolume> uploadVolume(String pool, String volume, Path source) {
        Call call = onVolume(HostCall.UPLOAD_VOLUME, volume);
        return connection.change(call, (host, meter) -> {
            ErrorFactory uploading = Dispatcher.errors(call);
            StoredVolume found = host.storage().volume(pool, volume, call.kind().verb());
            long size = VolumeFiles.sizeFor(found, source, uploading);
            byte[] bytes = VolumeFiles.read(source, size, uploading, meter.counting("uploading", size));
            return host.storage().fill(pool, volume, bytes);
        });
    }

    @Override
    public Operation<Path> downloadVolume(String pool, String volume, Path target) {
        Call call = onVolume(HostCall.DOWNLOAD_VOLUME, volume);
        return connection.change(call, (host, meter) -> {
            byte[] bytes =
                    host.storage().volume(pool, volume, call.kind().verb()).content();
            return VolumeFiles.write(
                    bytes, target, Dispatcher.errors(call), meter.counting("downloading", bytes.length));
        });
    }

    private static Call onVolume(HostCall kind, String volume) {
        return new Call(kind, "volume " + volume);
    }

    @Override
    public Operation<StoragePool> createPool(PoolSpec spec) {
        return connection.change(
                new Call(HostCall.CREATE_POOL, "pool " + spec.name()),
                host -> host.storage().createPool(spec));
    }

    @Override
    public Operation<String> undefinePool(String pool) {
        return connection.change(
                new Call(HostCall.UNDEFINE_POOL, "pool " + pool),
                host -> host.storage().undefinePool(pool));
    }
}
