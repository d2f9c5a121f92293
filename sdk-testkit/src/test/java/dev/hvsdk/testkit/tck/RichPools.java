/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.testkit.tck.RichHost.Flaw;
import java.nio.file.Path;
import java.util.List;

/** The pools of a host, with the flaws of another. */
record RichPools(RichHost host, StoragePools real) implements StoragePools {
    @Override
    public List<StoragePool> list() {
        return real.list();
    }

    @Override
    public List<StorageVolume> volumes(String pool) {
        try {
            return real.volumes(pool);
        } catch (HypervisorException.NotFound e) {
            if (host.has(Flaw.POOL_IS_MADE_UP)) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public Operation<StorageVolume> createVolume(String pool, VolumeSpec spec) {
        boolean isTaken =
                real.volumes(pool).stream().anyMatch(other -> other.name().equals(spec.name()));
        if (isTaken && host.has(Flaw.VOLUME_IS_REPLACED)) {
            real.deleteVolume(pool, spec.name()).await();
        }
        return real.createVolume(pool, spec);
    }

    @Override
    public Operation<String> deleteVolume(String pool, String volume) {
        boolean isThere =
                real.volumes(pool).stream().anyMatch(other -> other.name().equals(volume));
        return isThere && host.has(Flaw.VOLUME_IS_NOT_DELETED)
                ? host.run("delete volume", () -> volume)
                : real.deleteVolume(pool, volume);
    }

    @Override
    public Operation<StorageVolume> resizeVolume(String pool, String volume, MemorySize capacity) {
        return real.resizeVolume(pool, volume, capacity);
    }

    @Override
    public Operation<StorageVolume> uploadVolume(String pool, String volume, Path source) {
        return real.uploadVolume(pool, volume, source);
    }

    @Override
    public Operation<Path> downloadVolume(String pool, String volume, Path target) {
        return real.downloadVolume(pool, volume, target);
    }

    @Override
    public Operation<StoragePool> createPool(PoolSpec spec) {
        return real.createPool(spec);
    }

    @Override
    public Operation<String> undefinePool(String pool) {
        return real.undefinePool(pool);
    }
}
