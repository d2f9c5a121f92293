/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.internal.natives.VirStorage;
import dev.hvsdk.libvirt.xml.DomainTemplate;
import dev.hvsdk.libvirt.xml.StoragePoolXml;
import dev.hvsdk.libvirt.xml.StorageVolumeXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The disks that a specification wants made: made one after another, and all removed again if what they are for comes to nothing.
 *
 * <p>To be used within one native call. Not thread-safe: one for each definition.
 */
public final class SpecDisks implements AutoCloseable {
    /** What a disk is made as where nobody says: it grows with its content, and can have snapshots. */
    private static final String FORMAT = "qcow2";

    /** Pools whose volumes are files; those of others are raw by nature (virStoragePoolType). */
    private static final Set<String> POOLS_OF_FILES = Set.of("dir", "fs", "netfs", "gluster", "vstorage");

    /** The beginning of the names of pools that are made for a definition. */
    private static final String OWN = "hvsdk-";

    /** So often, and so long in between, a directory is waited for in which another definition makes disks: 10 s in all. */
    private static final int ATTEMPTS = 200;

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Devices are in no pool of files; those of pools of volumes have both kinds of names. */
    private static final String DEVICES = "/dev/";

    private final long connection;
    private final ErrorFactory errors;
    private final Deque<Long> made = new ArrayDeque<>();
    private final Deque<Long> ownPools = new ArrayDeque<>();

    SpecDisks(long connection, ErrorFactory errors) {
        this.connection = connection;
        this.errors = errors;
    }

    /** The same specification with a format for each disk to be made, so that what is made and what is defined agree. */
    public static GuestSpec settled(GuestSpec spec, HostAccess host) {
        if (spec.disks().stream().allMatch(SpecDisks::isSettled)) {
            return spec;
        }
        GuestSpec.Builder settled = GuestSpec.builder(spec.name());
        spec.vcpus().ifPresent(settled::vcpus);
        spec.memory().ifPresent(settled::memory);
        spec.boot().ifPresent(settled::boot);
        spec.disks().forEach(disk -> settled.disk(settled(disk, host)));
        spec.nics().forEach(settled::nic);
        spec.devices().forEach(settled::device);
        spec.extensions().forEach(settled::with);
        return settled.build();
    }

    /** The same disk with a format if it is to be made. */
    public static DiskSpec settledDisk(DiskSpec disk, HostAccess host) {
        return settled(disk, host);
    }

    /**
     * Makes the disk if it has a size, else looks whether it is there, and uses it; what was made goes if the use fails.
     *
     * @throws HypervisorException.NotFound if it is not there, and no size says that it be made
     */
    public static <T> T during(DiskSpec disk, long connection, ErrorFactory errors, Supplier<T> use) {
        try (SpecDisks disks = new SpecDisks(connection, errors)) {
            try {
                disks.makeOrFind(disk);
                T result = use.get();
                disks.keep();
                return result;
            } catch (RuntimeException e) {
                disks.undo(e);
                throw e;
            }
        }
    }

    private void makeOrFind(DiskSpec disk) {
        if (disk.size().isPresent()) {
            make(disk);
        } else if (!disk.source().startsWith(DEVICES)) {
            find(disk);
        }
    }

    private void find(DiskSpec disk) {
        Place place = place(disk);
        long pool = place.isPath() ? poolToLookInto(disk, place) : poolNamed(place.parent());
        try {
            if (!hasVolume(pool, place.name())) {
                // A file that somebody else has put there since the pool last looked.
                Vir.check(VirStorage.virStoragePoolRefresh(pool, 0));
                if (!hasVolume(pool, place.name())) {
                    throw absent(disk);
                }
            }
        } finally {
            VirStorage.virStoragePoolFree(pool);
        }
    }

    private long poolToLookInto(DiskSpec disk, Place place) {
        try {
            return poolOf(place.parent());
        } catch (VirException e) {
            if (e.is(VirErrors.SYSTEM_ERROR)) {
                throw absent(disk);
            }
            throw e;
        }
    }

    private HypervisorException absent(DiskSpec disk) {
        return errors.remedy("give it a size, and it will be made").notFound("there is nothing at " + disk.source());
    }

    private static boolean hasVolume(long pool, String name) {
        long volume = VirStorage.virStorageVolLookupByName(pool, name);
        if (volume == 0) {
            Vir.unless(VirErrors.NO_STORAGE_VOL);
            return false;
        }
        VirStorage.virStorageVolFree(volume);
        return true;
    }

    private static boolean isSettled(DiskSpec disk) {
        return disk.size().isEmpty() || DomainTemplate.formatOf(disk).isPresent();
    }

    private static DiskSpec settled(DiskSpec disk, HostAccess host) {
        if (isSettled(disk)) {
            return disk;
        }
        DiskSpec.Builder settled = DiskSpec.builder(disk.source())
                .format(hasFiles(disk, host) ? FORMAT : "raw")
                .readOnly(disk.readOnly());
        disk.size().ifPresent(settled::size);
        disk.bus().ifPresent(settled::bus);
        return settled.build();
    }

    private static boolean hasFiles(DiskSpec disk, HostAccess host) {
        Place place = Place.of(disk.source());
        return place.isPath()
                || host.read("read pool", connection -> {
                    long pool = Vir.check(VirStorage.virStoragePoolLookupByName(connection, place.parent()));
                    try {
                        String xml = Vir.take(VirStorage.virStoragePoolGetXMLDesc(pool, 0));
                        return StoragePoolXml.parse(xml)
                                .type()
                                .filter(POOLS_OF_FILES::contains)
                                .isPresent();
                    } finally {
                        VirStorage.virStoragePoolFree(pool);
                    }
                });
    }

    /** A source taken apart: a pool or a directory, and the name in it. Immutable. */
    private record Place(String parent, String name, boolean isPath) {
        static Place of(String source) {
            boolean isPath = source.startsWith("/");
            int slash = isPath ? source.lastIndexOf('/') : source.indexOf('/');
            String parent = slash == 0 ? "/" : source.substring(0, Math.max(0, slash));
            return new Place(parent, source.substring(slash + 1), isPath);
        }
    }

    /** Looks whether those without a size are there, and then makes the others. */
    void make(GuestSpec spec) {
        spec.disks().stream().filter(disk -> disk.size().isEmpty()).forEach(this::makeOrFind);
        spec.disks().stream().filter(disk -> disk.size().isPresent()).forEach(this::makeOrFind);
    }

    private Place place(DiskSpec disk) {
        Place place = Place.of(disk.source());
        if (place.parent().isEmpty() || place.name().isEmpty()) {
            throw errors.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "the source of a disk is neither a path nor POOL/VOLUME: '" + disk.source() + "'");
        }
        return place;
    }

    private void make(DiskSpec disk) {
        Place place = place(disk);
        long pool = place.isPath() ? poolOf(place.parent()) : poolNamed(place.parent());
        try {
            made.push(volume(pool, place.name(), disk));
        } finally {
            VirStorage.virStoragePoolFree(pool);
        }
    }

    private long poolNamed(String name) {
        return Vir.check(VirStorage.virStoragePoolLookupByName(connection, name));
    }

    /** The pool whose volumes are in this directory, or one that is made for the purpose and goes afterwards; its files stay. */
    private long poolOf(String directory) {
        for (int attempt = 1; ; attempt++) {
            Optional<Long> pool = lastingPool(directory);
            if (pool.isPresent()) {
                return pool.get();
            }
            try {
                return ownPool(directory);
            } catch (VirException e) {
                // Another definition is at work in this directory, and soon done with it.
                if (attempt == ATTEMPTS || !e.is(VirErrors.OPERATION_FAILED)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Not one that another definition has made for itself, and takes away when it is done. */
    private Optional<Long> lastingPool(String directory) {
        long pool = VirStorage.virStoragePoolLookupByTargetPath(connection, directory);
        if (pool == 0) {
            Vir.unless(VirErrors.NO_STORAGE_POOL);
            return Optional.empty();
        }
        if (isOwnPool(Mem.text(VirStorage.virStoragePoolGetName(pool)))) {
            VirStorage.virStoragePoolFree(pool);
            return Optional.empty();
        }
        return Optional.of(pool);
    }

    /** Whether a pool of this name is none of the host's, but helps to make a disk. */
    static boolean isOwnPool(String name) {
        return name.startsWith(OWN);
    }

    private long ownPool(String directory) {
        String xml =
                StoragePoolXml.directory(OWN + UUID.randomUUID(), directory).toXml();
        long own = Vir.check(VirStorage.virStoragePoolCreateXML(connection, xml, 0));
        VirStorage.virStoragePoolRef(own);
        ownPools.push(own);
        return own;
    }

    private long volume(long pool, String name, DiskSpec disk) {
        StorageVolumeXml volume = StorageVolumeXml.create(name, disk.size().orElseThrow());
        String xml = DomainTemplate.formatOf(disk)
                .map(volume::withFormat)
                .orElse(volume)
                .toXml();
        try {
            return Vir.check(VirStorage.virStorageVolCreateXML(pool, xml, 0));
        } catch (VirException e) {
            // A file that the pool has not noticed; libvirt has no code of its own for it.
            if (e.is(VirErrors.OPERATION_FAILED) && e.failure().text().contains("already exists")) {
                throw errors.nativeError(e.failure().nativeError()).conflict("the disk is there: " + disk.source());
            }
            throw e;
        }
    }

    /** What was made is in use now, and stays. */
    void keep() {
        made.forEach(VirStorage::virStorageVolFree);
        made.clear();
    }

    /**
     * Removes what was made and not kept.
     *
     * @param why the failure that it is removed for, which is to be thrown afterwards
     * @throws dev.hvsdk.api.HypervisorException.HostFailure if a disk could not be removed
     */
    void undo(RuntimeException why) {
        List<VirException> failures = new ArrayList<>();
        while (!made.isEmpty()) {
            long volume = made.pop();
            if (VirStorage.virStorageVolDelete(volume, 0) < 0) {
                failures.add(new VirException(VirFailure.last()));
            }
            VirStorage.virStorageVolFree(volume);
        }
        if (!failures.isEmpty()) {
            throw left(failures.get(0), why);
        }
    }

    private HypervisorException left(VirException failure, RuntimeException why) {
        return errors.nativeError(failure.failure().nativeError())
                .cause(why)
                .hostFailure("a disk that was made for it could not be removed when this failed: " + why.getMessage());
    }

    /** Lets go of pools that were made for the purpose. */
    @Override
    public void close() {
        while (!ownPools.isEmpty()) {
            long pool = ownPools.pop();
            // It goes with the daemon at the latest, being no persistent one.
            VirStorage.virStoragePoolDestroy(pool);
            VirStorage.virStoragePoolFree(pool);
        }
    }
}
