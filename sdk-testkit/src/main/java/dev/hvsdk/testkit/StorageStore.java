/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The storage pools of a fake host with machines, the volumes in them, and what is in those. Thread-safe. */
final class StorageStore {
    private final StorageRules rules;
    private final ReentrantLock lock = new ReentrantLock();

    /** By name, in the order in which they were made; guarded by {@link #lock}, as all below. */
    private final Map<String, StoredPool> pools = new LinkedHashMap<>();

    /** What is at the locations of pools that the host has forgotten. */
    private final Map<String, Map<String, StoredVolume>> forgotten = new HashMap<>();

    /** Files in no pool: those that a specification named are taken to be there. */
    private final Set<String> files = new HashSet<>();

    StorageStore(Family family) {
        rules = new StorageRules(family);
        StoredPool first = rules.firstPool();
        pools.put(first.name(), first);
    }

    List<StoragePool> pools() {
        return locked(() -> pools.values().stream().map(StoredPool::view).toList());
    }

    StoragePool createPool(PoolSpec spec) {
        ErrorFactory creating = HostCore.ERRORS.operation("create pool").subject("pool " + spec.name());
        String type = spec.type().orElse(rules.types().get(0));
        rules.checkType(type, creating);
        rules.checkName("a pool", spec.name(), creating);
        rules.checkLocation(spec.location(), creating);
        return locked(() -> {
            refuseTaken(spec, creating);
            Map<String, StoredVolume> found = forgotten.remove(spec.location());
            StoredPool made =
                    new StoredPool(spec.name(), type, spec.location(), found == null ? new LinkedHashMap<>() : found);
            pools.put(made.name(), made);
            return made.view();
        });
    }

    private void refuseTaken(PoolSpec spec, ErrorFactory creating) {
        for (StoredPool other : pools.values()) {
            if (other.name().equals(spec.name())) {
                throw creating.remedy("choose another name").conflict("the name is taken");
            }
            if (other.location().equals(spec.location())) {
                throw creating.remedy("choose another place").conflict("pool " + other.name() + " is there");
            }
        }
    }

    String undefinePool(String pool) {
        ErrorFactory undefining = HostCore.ERRORS.operation("undefine pool");
        return locked(() -> {
            StoredPool found = existing(pool, undefining);
            pools.remove(pool);
            forgotten.put(found.location(), found.volumes());
            return pool;
        });
    }

    private StoredPool existing(String pool, ErrorFactory doing) {
        StoredPool found = pools.get(pool);
        if (found == null) {
            throw doing.subject("pool " + pool).notFound("there is no such pool");
        }
        return found;
    }

    List<StorageVolume> volumes(String pool) {
        return locked(() -> {
            StoredPool found = existing(pool, HostCore.ERRORS.operation("list volumes"));
            return found.volumes().values().stream()
                    .map(volume -> volume.view(pool, found.directory()))
                    .toList();
        });
    }

    StorageVolume create(String pool, VolumeSpec spec) {
        ErrorFactory creating = HostCore.ERRORS.operation("create volume");
        return locked(() -> createIn(existing(pool, creating), spec, creating.subject("volume " + spec.name())));
    }

    private StorageVolume createIn(StoredPool pool, VolumeSpec spec, ErrorFactory creating) {
        String format = spec.format().orElse(rules.defaultFormat());
        rules.checkFormat(format, creating);
        rules.checkName("a volume", spec.name(), creating);
        if (pool.volumes().containsKey(spec.name())) {
            throw creating.remedy("choose another name").conflict("the name is taken in pool " + pool.name());
        }
        return keep(pool, StoredVolume.empty(spec.name(), spec.capacity(), format), creating);
    }

    /** Keeps a volume, new or changed, if there is room for it. */
    private static StorageVolume keep(StoredPool pool, StoredVolume volume, ErrorFactory doing) {
        StoredVolume before = pool.volumes().get(volume.name());
        long freed = before == null ? 0 : before.allocation().toBytes();
        if (volume.allocation().toBytes() - freed > pool.available().toBytes()) {
            throw doing.remedy("delete other volumes").hostFailure("no space left in pool " + pool.name());
        }
        pool.volumes().put(volume.name(), volume);
        return volume.view(pool.name(), pool.directory());
    }

    String delete(String pool, String volume) {
        return onVolume(pool, volume, "delete volume", (place, found) -> {
            place.volumes().remove(volume);
            return volume;
        });
    }

    StorageVolume resize(String pool, String volume, MemorySize capacity) {
        return onVolume(pool, volume, "resize volume", (place, found) -> {
            ErrorFactory resizing = HostCore.ERRORS.operation("resize volume").subject("volume " + volume);
            VolumeFiles.refuseLess(found, capacity, resizing);
            return keep(place, found.resized(capacity), resizing);
        });
    }

    /** The volume as it is now. */
    StoredVolume volume(String pool, String volume, String operation) {
        return onVolume(pool, volume, operation, (place, found) -> found);
    }

    /** Puts bytes into a volume, from its beginning. */
    StorageVolume fill(String pool, String volume, byte[] bytes) {
        return onVolume(pool, volume, "upload volume", (place, found) -> {
            ErrorFactory uploading = HostCore.ERRORS.operation("upload volume").subject("volume " + volume);
            return keep(place, found.holding(VolumeFiles.over(found.content(), bytes)), uploading);
        });
    }

    private <T> T onVolume(String pool, String volume, String operation, BiFunction<StoredPool, StoredVolume, T> work) {
        ErrorFactory doing = HostCore.ERRORS.operation(operation);
        return locked(() -> {
            StoredPool place = existing(pool, doing);
            StoredVolume found = place.volumes().get(volume);
            if (found == null) {
                throw doing.subject("volume " + volume).notFound("there is no such volume in pool " + pool);
            }
            return work.apply(place, found);
        });
    }

    /** From now on, what a specification named is there. */
    void assume(List<String> sources) {
        locked(() -> files.addAll(sources));
    }

    /** Sees that what is to be behind a disk is there: it has to exist, or is made if it has a size. */
    void provide(DiskSpec spec, ErrorFactory attaching) {
        locked(() -> {
            for (StoredPool pool : pools.values()) {
                Optional<String> name = nameIn(pool, spec.source());
                if (name.isPresent()) {
                    return provideIn(pool, name.get(), spec, attaching);
                }
            }
            return checkThere(spec, files.contains(spec.source()), attaching) || files.add(spec.source());
        });
    }

    /** The name of the volume that the source says, by {@code POOL/VOLUME} or a path; empty if it is in another place. */
    private static Optional<String> nameIn(StoredPool pool, String source) {
        return Stream.of(pool.name() + "/", pool.directory(), pool.location() + "/")
                .filter(source::startsWith)
                .map(begin -> source.substring(begin.length()))
                .findFirst();
    }

    private boolean provideIn(StoredPool pool, String name, DiskSpec spec, ErrorFactory attaching) {
        boolean isThere = pool.volumes().containsKey(name) || files.contains(spec.source());
        if (!checkThere(spec, isThere, attaching)) {
            VolumeSpec.Builder volume = VolumeSpec.builder(name, spec.size().orElseThrow());
            spec.format().ifPresent(volume::format);
            createIn(pool, volume.build(), attaching);
        }
        return true;
    }

    /** True if it is there and has to be, false if it is not and has to be made; throws otherwise. */
    private static boolean checkThere(DiskSpec spec, boolean isThere, ErrorFactory attaching) {
        if (isThere && spec.size().isPresent()) {
            throw attaching.remedy("leave its size out").conflict(spec.source() + " is there already");
        }
        if (!isThere && spec.size().isEmpty()) {
            throw attaching
                    .remedy("make a volume of it, or give its size to have it made")
                    .notFound("there is no " + spec.source());
        }
        return isThere;
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
