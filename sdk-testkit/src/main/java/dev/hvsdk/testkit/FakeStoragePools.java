/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
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
                new Call(HostCall.CREATE_VOLUME, "volume " + spec.name()),
                host -> host.storage().create(pool, spec));
    }

    @Override
    public Operation<String> deleteVolume(String pool, String volume) {
        return connection.change(
                new Call(HostCall.DELETE_VOLUME, "volume " + volume),
                host -> host.storage().delete(pool, volume));
    }

    @Override
    public Operation<StorageVolume> resizeVolume(String pool, String volume, MemorySize capacity) {
        return notYet(HostCall.CREATE_VOLUME, "volume " + volume);
    }

    @Override
    public Operation<StorageVolume> uploadVolume(String pool, String volume, Path source) {
        return notYet(HostCall.CREATE_VOLUME, "volume " + volume);
    }

    @Override
    public Operation<Path> downloadVolume(String pool, String volume, Path target) {
        return notYet(HostCall.CREATE_VOLUME, "volume " + volume);
    }

    @Override
    public Operation<StoragePool> createPool(PoolSpec spec) {
        return notYet(HostCall.CREATE_VOLUME, "pool " + spec.name());
    }

    @Override
    public Operation<String> undefinePool(String pool) {
        return notYet(HostCall.DELETE_VOLUME, "pool " + pool);
    }

    private <T> Operation<T> notYet(HostCall kind, String subject) {
        return connection.change(new Call(kind, subject), host -> {
            throw HostCore.ERRORS
                    .subject(subject)
                    .unsupported(Reason.NOT_IMPLEMENTED, "fake hosts do not imitate it yet");
        });
    }
}
