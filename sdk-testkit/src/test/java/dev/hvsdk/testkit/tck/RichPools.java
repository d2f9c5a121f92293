/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

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

/** One pool, which is called default. */
record RichPools(RichHost host) implements StoragePools {
    @Override
    public List<StoragePool> list() {
        return List.of(StoragePool.builder("default", "dir").active(true).build());
    }

    @Override
    public List<StorageVolume> volumes(String pool) {
        if (!pool.equals("default") && !host.has(Flaw.POOL_IS_MADE_UP)) {
            throw RichHost.notFound("pool " + pool);
        }
        return List.copyOf(host.volumes.values());
    }

    @Override
    public Operation<StorageVolume> createVolume(String pool, VolumeSpec spec) {
        return host.run("create volume", () -> {
            StorageVolume made = StorageVolume.builder(spec.name(), pool)
                    .capacity(spec.capacity())
                    .build();
            if (host.volumes.put(spec.name(), made) != null && !host.has(Flaw.VOLUME_IS_REPLACED)) {
                throw RichHost.conflict("volume " + spec.name());
            }
            return made;
        });
    }

    @Override
    public Operation<String> deleteVolume(String pool, String volume) {
        return host.run("delete volume", () -> {
            if (!host.has(Flaw.VOLUME_IS_NOT_DELETED)) {
                host.volumes.remove(volume);
            }
            return volume;
        });
    }

    @Override
    public Operation<StorageVolume> resizeVolume(String pool, String volume, MemorySize capacity) {
        return host.run("resize volume", () -> {
            throw RichHost.notFound("volume " + volume);
        });
    }

    @Override
    public Operation<StorageVolume> uploadVolume(String pool, String volume, Path source) {
        return host.run("upload volume", () -> {
            throw RichHost.notFound("volume " + volume);
        });
    }

    @Override
    public Operation<Path> downloadVolume(String pool, String volume, Path target) {
        return host.run("download volume", () -> {
            throw RichHost.notFound("volume " + volume);
        });
    }

    @Override
    public Operation<StoragePool> createPool(PoolSpec spec) {
        return host.run("create pool", () -> {
            throw RichHost.conflict("pool " + spec.name());
        });
    }

    @Override
    public Operation<String> undefinePool(String pool) {
        return host.run("undefine pool", () -> {
            throw RichHost.notFound("pool " + pool);
        });
    }
}
