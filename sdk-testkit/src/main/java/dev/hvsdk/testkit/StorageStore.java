/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The one storage pool of a fake host with machines, and the volumes in it. Thread-safe. */
final class StorageStore {
    private static final MemorySize CAPACITY = MemorySize.ofGibibytes(1024);

    /** What an empty qcow2 image of qemu-img takes, metadata only. */
    private static final MemorySize EMPTY_IMAGE = MemorySize.ofKibibytes(196);

    private static final String RAW = "raw";

    private final Family family;
    private final ReentrantLock lock = new ReentrantLock();

    /** By name, in the order in which they were made; guarded by {@link #lock}. */
    private final Map<String, StorageVolume> volumes = new LinkedHashMap<>();

    StorageStore(Family family) {
        this.family = family;
    }

    List<StoragePool> pools() {
        return locked(() -> List.of(StoragePool.builder(poolName(), isVsphere() ? "vmfs" : "dir")
                .capacity(CAPACITY)
                .available(available())
                .location(isVsphere() ? "/vmfs/volumes/datastore1" : "/var/lib/libvirt/images")
                .active(true)
                .build()));
    }

    private boolean isVsphere() {
        return family == Family.VSPHERE;
    }

    private String poolName() {
        return isVsphere() ? "datastore1" : "default";
    }

    private MemorySize available() {
        long used = volumes.values().stream()
                .mapToLong(volume -> volume.allocation().orElseThrow().toBytes())
                .sum();
        return MemorySize.ofBytes(CAPACITY.toBytes() - used);
    }

    List<StorageVolume> volumes(String pool) {
        requirePool(pool, HostCore.ERRORS.operation("list volumes"));
        return locked(() -> List.copyOf(volumes.values()));
    }

    private void requirePool(String pool, ErrorFactory doing) {
        if (!pool.equals(poolName())) {
            throw doing.subject("pool " + pool).notFound("there is no such pool");
        }
    }

    StorageVolume create(String pool, VolumeSpec spec) {
        ErrorFactory creating = HostCore.ERRORS.operation("create volume");
        requirePool(pool, creating);
        return locked(() -> createIn(spec, creating.subject("volume " + spec.name())));
    }

    private StorageVolume createIn(VolumeSpec spec, ErrorFactory creating) {
        String format = spec.format().orElse(isVsphere() ? "vmdk" : RAW);
        if (!formats().contains(format)) {
            throw creating.remedy("choose one of " + formats())
                    .unsupported(Reason.NO_SUCH_CONCEPT, "the pool does not have the format " + format);
        }
        if (spec.name().isBlank() || spec.name().indexOf('/') >= 0) {
            throw creating.unsupported(Reason.NO_SUCH_CONCEPT, "a volume needs a name without '/'");
        }
        if (volumes.containsKey(spec.name())) {
            throw creating.remedy("choose another name").conflict("the name is taken in pool " + poolName());
        }
        MemorySize taken = format.equals(RAW) ? spec.capacity() : EMPTY_IMAGE;
        if (taken.compareTo(available()) > 0) {
            throw creating.remedy("delete other volumes").hostFailure("no space left in pool " + poolName());
        }
        return keep(spec, format, taken);
    }

    private Set<String> formats() {
        return isVsphere() ? Set.of("vmdk") : Set.of(RAW, "qcow2");
    }

    private StorageVolume keep(VolumeSpec spec, String format, MemorySize taken) {
        String directory = isVsphere() ? "[datastore1] " : "/var/lib/libvirt/images/";
        StorageVolume volume = StorageVolume.builder(spec.name(), poolName())
                .capacity(spec.capacity())
                .allocation(taken)
                .format(format)
                .path(directory + spec.name())
                .build();
        volumes.put(volume.name(), volume);
        return volume;
    }

    String delete(String pool, String volume) {
        ErrorFactory deleting = HostCore.ERRORS.operation("delete volume");
        requirePool(pool, deleting);
        if (locked(() -> volumes.remove(volume) == null)) {
            throw deleting.subject("volume " + volume).notFound("there is no such volume in pool " + pool);
        }
        return volume;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
