/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.unit.MemorySize;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pool and what is at its location. Not thread-safe: guarded by its owner. */
final class StoredPool {
    private static final MemorySize CAPACITY = MemorySize.ofGibibytes(1024);

    private final String name;
    private final String type;
    private final String location;

    /** By name, in the order in which they were made; stays at the location when the host forgets the pool. */
    private final Map<String, StoredVolume> volumes;

    StoredPool(String name, String type, String location, Map<String, StoredVolume> volumes) {
        this.name = name;
        this.type = type;
        this.location = location;
        this.volumes = volumes;
    }

    static StoredPool empty(String name, String type, String location) {
        return new StoredPool(name, type, location, new LinkedHashMap<>());
    }

    String name() {
        return name;
    }

    String location() {
        return location;
    }

    Map<String, StoredVolume> volumes() {
        return volumes;
    }

    /** What the path of a volume begins with; a datastore is named in brackets (vSphere, paths of datastores). */
    String directory() {
        return type.equals("vmfs") || type.equals("nfs") ? "[" + name + "] " : location + "/";
    }

    MemorySize available() {
        long used = volumes.values().stream()
                .mapToLong(volume -> volume.allocation().toBytes())
                .sum();
        return MemorySize.ofBytes(CAPACITY.toBytes() - used);
    }

    StoragePool view() {
        return StoragePool.builder(name, type)
                .capacity(CAPACITY)
                .available(available())
                .location(location)
                .active(true)
                .build();
    }
}
