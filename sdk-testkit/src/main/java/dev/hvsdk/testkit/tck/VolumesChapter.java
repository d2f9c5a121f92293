/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** What volumes hold, how large they are, and pools that come and go. */
abstract class VolumesChapter extends TckChapter {
    private static final MemorySize SMALL = MemorySize.ofMebibytes(4);

    /** No multiple of a sector or of a page, so that a last block which is lost is seen. */
    private static final int LENGTH = 300_001;

    /** Work with a volume, and files beside it. */
    private interface Work {
        void run(StoragePools pools, String pool, String volume, Path directory) throws IOException;
    }

    private void withVolume(StoragePools pools, Work work) throws IOException {
        String pool = activePool(pools);
        String volume = await(pools.createVolume(
                        pool, VolumeSpec.builder(lab().newName(), SMALL).build()))
                .name();
        Path directory = Files.createTempDirectory("hvtck");
        try {
            work.run(pools, pool, volume, directory);
        } finally {
            await(pools.deleteVolume(pool, volume));
            delete(directory);
        }
    }

    /** Volumes of engines of containers are directories: they have neither bytes nor an end. */
    private static void requireDisk(StoragePools pools, String pool, String volume) {
        Optional<String> format = listed(pools, pool, volume).format();
        Expect.assume(
                format.isEmpty() || !format.get().equals("dir"),
                () -> "not tested: the volume is a directory, no disk");
    }

    private static StorageVolume listed(StoragePools pools, String pool, String volume) {
        return pools.volumes(pool).stream()
                .filter(found -> found.name().equals(volume))
                .findFirst()
                .orElseThrow(() -> new AssertionError("volume " + volume + " is not listed"));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[LENGTH];
        new Random(LENGTH).nextBytes(bytes);
        return bytes;
    }

    private static Path source(Path directory) throws IOException {
        return Files.write(directory.resolve("source"), bytes());
    }

    @TckRule(
            id = "HV-775",
            statement =
                    "a pool that was made is listed until the host forgets it, its name is taken, and its volumes stay where they are",
            reason = "undefinePool() is no way to lose disks",
            hint =
                    "StoragePools.createPool() and undefinePool(): what deletes the pool with its volumes is another call",
            tier = TckTier.OPTIONAL)
    void poolsComeAndGo() {
        StoragePools pools = capability(StoragePools.class);
        Optional<PoolSpec> spec = tested().pool(lab().newName());
        Expect.assume(spec.isPresent(), () -> "not tested: the subject has no place for a pool");
        StoragePool made = await(pools.createPool(spec.orElseThrow()));
        String volume = lab().newName();
        await(pools.createVolume(made.name(), VolumeSpec.builder(volume, SMALL).build()));
        Expect.thrown(
                HypervisorException.Conflict.class, "a second pool", () -> await(pools.createPool(spec.orElseThrow())));
        Expect.equal(made.name(), await(pools.undefinePool(made.name())), "what undefinePool() ended with");
        Expect.that(!listed(pools, made), () -> "the pool is listed after undefinePool()");
        await(pools.createPool(spec.orElseThrow()));
        boolean isKept = pools.volumes(made.name()).stream()
                .anyMatch(found -> found.name().equals(volume));
        if (isKept) {
            await(pools.deleteVolume(made.name(), volume));
        }
        await(pools.undefinePool(made.name()));
        Expect.that(isKept, () -> "the volume of the pool is gone");
    }

    private static boolean listed(StoragePools pools, StoragePool pool) {
        return pools.list().stream().anyMatch(other -> other.name().equals(pool.name()));
    }

    @TckRule(
            id = "HV-776",
            statement = "what was uploaded to a raw volume is what is downloaded, from its first byte to its last",
            reason = "a disk image that lost its end does not boot, or worse, does",
            hint = "StoragePools.uploadVolume() and downloadVolume(): the last block, and the end of the stream")
    void volumesKeepWhatTheyAreGiven() throws IOException {
        withVolume(capability(StoragePools.class), (pools, pool, volume, directory) -> {
            requireDisk(pools, pool, volume);
            await(pools.uploadVolume(pool, volume, source(directory)));
            Path target = directory.resolve("target");
            Expect.equal(target, await(pools.downloadVolume(pool, volume, target)), "what downloadVolume() ended with");
            byte[] found = Files.readAllBytes(target);
            Expect.that(found.length >= LENGTH, () -> "of " + LENGTH + " bytes there are " + found.length);
            Expect.that(
                    Arrays.equals(bytes(), Arrays.copyOf(found, LENGTH)),
                    () -> "the bytes are not those of the source");
        });
    }

    @TckRule(
            id = "HV-777",
            statement = "a download into a file that is there is a Conflict, and the file is left as it is",
            reason = "a backup must never be replaced by half of another one",
            hint = "StoragePools.downloadVolume(): the file is made new (CREATE_NEW), before the host is asked")
    void downloadsReplaceNothing() throws IOException {
        withVolume(capability(StoragePools.class), (pools, pool, volume, directory) -> {
            Path target = Files.writeString(directory.resolve("target"), "kept");
            Expect.thrown(
                    HypervisorException.Conflict.class,
                    "downloadVolume() into a file that is there",
                    () -> await(pools.downloadVolume(pool, volume, target)));
            Expect.equal("kept", Files.readString(target), "what is in the file");
        });
    }

    @TckRule(
            id = "HV-778",
            statement = "the progress of an upload never goes back, nor beyond the whole",
            reason = "a bar that jumps back is worse than none",
            hint = "OperationSource.progress(): who counts when several blocks are under way")
    void progressOfUploadsIsSteady() throws IOException {
        HeldExecutor held = new HeldExecutor();
        Queue<Progress> told = new ConcurrentLinkedQueue<>();
        withVolume(capability(StoragePools.class), (pools, pool, volume, directory) -> {
            requireDisk(pools, pool, volume);
            StoragePools slow = lab().open((ConnectSpec.Builder spec) -> spec.executor(held))
                    .capability(StoragePools.class)
                    .require();
            Operation<StorageVolume> upload =
                    slow.uploadVolume(pool, volume, source(directory)).onProgress(told::add);
            held.release();
            await(upload);
        });
        expectSteady(List.copyOf(told));
    }

    @TckRule(
            id = "HV-779",
            statement = "a volume grows to the size that it is given, and is not made smaller",
            reason = "what is at the end of a disk is a file system's too",
            hint = "StoragePools.resizeVolume(): the unit of the capacity, and a capacity that is less")
    void volumesGrow() throws IOException {
        MemorySize larger = SMALL.plus(SMALL);
        withVolume(capability(StoragePools.class), (pools, pool, volume, directory) -> {
            requireDisk(pools, pool, volume);
            await(pools.resizeVolume(pool, volume, larger));
            Expect.equal(larger, capacity(pools, pool, volume).orElse(larger), "the capacity");
            Expect.thrown(
                    HypervisorException.Unsupported.class,
                    "resizeVolume() to less",
                    () -> await(pools.resizeVolume(pool, volume, SMALL)));
            Expect.equal(larger, capacity(pools, pool, volume).orElse(larger), "the capacity after a refusal");
        });
    }

    private static Optional<MemorySize> capacity(StoragePools pools, String pool, String volume) {
        return listed(pools, pool, volume).capacity();
    }

    @TckRule(
            id = "HV-780",
            statement = "a volume that is not there is NotFound, and no file is left of its download",
            reason = "an empty backup is taken for a backup",
            hint = "StoragePools: each call that names a volume; the file is made when the volume was found")
    void unknownVolumesAreNotFound() throws IOException {
        withVolume(capability(StoragePools.class), (pools, pool, volume, directory) -> {
            String none = lab().newName();
            Path target = directory.resolve("target");
            Path source = source(directory);
            expectNotFound("deleteVolume()", () -> await(pools.deleteVolume(pool, none)));
            expectNotFound("resizeVolume()", () -> await(pools.resizeVolume(pool, none, SMALL)));
            expectNotFound("uploadVolume()", () -> await(pools.uploadVolume(pool, none, source)));
            expectNotFound("downloadVolume()", () -> await(pools.downloadVolume(pool, none, target)));
            Expect.that(!Files.exists(target), () -> "there is a file of a volume that is not there");
        });
    }

    private static void expectNotFound(String call, Expect.Call action) {
        Expect.thrown(HypervisorException.NotFound.class, call, action);
    }
}
