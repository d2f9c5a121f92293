/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
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
}
