/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools and volumes of a real libvirtd. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
class KvmStorageTest {
    private static final MemorySize SMALL = MemorySize.ofMebibytes(4);

    /** More than one range of a download, and no multiple of anything. */
    private static final int LARGE = (40 << 20) + 4321;

    @TempDir
    private Path local;

    private Hypervisor host;
    private StoragePools pools;
    private Path place;
    private String pool;

    @BeforeEach
    void makePool(Libvirtd daemon) {
        host = Kvms.open(daemon);
        pools = host.capability(StoragePools.class).require();
        pool = Kvms.newName("pool");
        place = daemon.directory().resolve(pool).resolve("deep");
        pools.createPool(PoolSpec.builder(pool, place.toString()).build()).await();
    }

    @AfterEach
    void forgetPool() {
        pools.undefinePool(pool).await();
        host.close();
    }

    private static VolumeSpec raw(String name, MemorySize size) {
        return VolumeSpec.builder(name, size).format("raw").build();
    }

    private Path file(int length) throws IOException {
        Path file = local.resolve("source");
        byte[] block = new byte[1 << 20];
        Random random = new Random(length);
        try (OutputStream to = Files.newOutputStream(file)) {
            for (int left = length; left > 0; left -= block.length) {
                random.nextBytes(block);
                to.write(block, 0, Math.min(left, block.length));
            }
        }
        return file;
    }

    @Test
    void aPoolIsMadeWithItsDirectoryAndListed() {
        assertThat(Files.isDirectory(place)).isTrue();
        assertThat(pools.list())
                .filteredOn(one -> one.name().equals(pool))
                .singleElement()
                .satisfies(made -> {
                    assertThat(made.type()).isEqualTo("dir");
                    assertThat(made.active()).isTrue();
                    assertThat(made.location()).contains(place.toString());
                    assertThat(made.capacity()).isPresent();
                });
    }

    @Test
    void nameAndPlaceOfAPoolAreTaken() {
        Operation<StoragePool> sameName = pools.createPool(
                PoolSpec.builder(pool, "/nonexistent/elsewhere").build());
        Operation<StoragePool> samePlace = pools.createPool(
                PoolSpec.builder(Kvms.newName("other"), place + "/").build());

        assertThatThrownBy(sameName::await).isInstanceOf(HypervisorException.Conflict.class);
        assertThatThrownBy(samePlace::await).isInstanceOf(HypervisorException.Conflict.class);
        assertThat(Path.of("/nonexistent")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "../up", "-x", "two\nlines", "nul\0", "lone\ud800"})
    void hostileNamesAreRefusedAndNothingIsMade(String name) {
        List<StoragePool> before = pools.list();
        Operation<StoragePool> asPool =
                pools.createPool(PoolSpec.builder(name, place + "-hostile").build());
        Operation<StorageVolume> asVolume = pools.createVolume(pool, raw(name, SMALL));

        assertThatThrownBy(asPool::await).isInstanceOf(HypervisorException.Unsupported.class);
        assertThatThrownBy(asVolume::await).isInstanceOf(HypervisorException.Unsupported.class);
        assertThat(pools.list())
                .extracting(StoragePool::name)
                .isEqualTo(before.stream().map(StoragePool::name).toList());
        assertThat(pools.volumes(pool)).isEmpty();
        assertThat(Path.of(place + "-hostile")).doesNotExist();
    }

    @Test
    void aNameIsNotCutAtAZero() {
        pools.createVolume(pool, raw("kept", SMALL)).await();

        assertThatThrownBy(() -> pools.deleteVolume(pool, "kept\0x").await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(pools.volumes(pool)).hasSize(1);
        pools.deleteVolume(pool, "kept").await();
    }

    @Test
    void otherKindsAndStrangePlacesAreUnsupported() {
        for (PoolSpec spec : List.of(
                PoolSpec.builder("x", "server:/export").type("netfs").build(),
                PoolSpec.builder("x", "relative").build(),
                PoolSpec.builder("x", "/tmp/../etc").build(),
                PoolSpec.builder("x", "--config").type("logical").build(),
                PoolSpec.builder("x", "../sda").type("logical").build())) {
            Operation<StoragePool> made = pools.createPool(spec);
            assertThatThrownBy(made::await).isInstanceOf(HypervisorException.Unsupported.class);
        }
    }

    @Test
    void aVolumeGroupThatIsNotThereLeavesNoPool() {
        String name = Kvms.newName("lvm");
        Operation<StoragePool> made = pools.createPool(
                PoolSpec.builder(name, "hvsdk_none").type("logical").build());

        assertThatThrownBy(made::await).isInstanceOf(HypervisorException.class);
        assertThat(pools.list()).extracting(StoragePool::name).doesNotContain(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "qcow2"})
    void volumesComeGrowAndGo(String format) {
        VolumeSpec spec = VolumeSpec.builder("disk", SMALL).format(format).build();
        StorageVolume made = pools.createVolume(pool, spec).await();
        assertThat(made.format()).contains(format);
        assertThat(made.capacity()).contains(SMALL);
        assertThat(pools.volumes(pool)).containsExactly(made);
        assertThatThrownBy(() -> pools.createVolume(pool, spec).await())
                .isInstanceOf(HypervisorException.Conflict.class);

        MemorySize larger = MemorySize.ofMebibytes(8);
        assertThat(pools.resizeVolume(pool, "disk", larger).await().capacity()).contains(larger);
        assertThatThrownBy(() -> pools.resizeVolume(pool, "disk", SMALL).await())
                .isInstanceOf(HypervisorException.Unsupported.class);

        assertThat(pools.deleteVolume(pool, "disk").await()).isEqualTo("disk");
        assertThat(pools.volumes(pool)).isEmpty();
        assertThat(place.resolve("disk")).doesNotExist();
    }

    @Test
    void aFormatThatIsNotKnownIsUnsupported() {
        VolumeSpec spec = VolumeSpec.builder("disk", SMALL).format("hvsdk").build();
        assertThatThrownBy(() -> pools.createVolume(pool, spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void aFileThatThePoolHasNotNoticedIsAConflict() throws IOException {
        Files.writeString(place.resolve("unnoticed"), "kept");

        assertThatThrownBy(
                        () -> pools.createVolume(pool, raw("unnoticed", SMALL)).await())
                .isInstanceOf(HypervisorException.Conflict.class);
        assertThat(place.resolve("unnoticed")).hasContent("kept");
    }

    @Test
    void aLargeFileGoesUpAndComesBackWithSteadyProgress() throws IOException {
        Path source = file(LARGE);
        pools.createVolume(pool, raw("large", MemorySize.ofMebibytes(48))).await();
        Queue<Progress> told = new ConcurrentLinkedQueue<>();
        pools.uploadVolume(pool, "large", source).onProgress(told::add).await();
        assertThat(told).extracting(Progress::done).isSorted();
        assertThat(told).last().satisfies(last -> assertThat(last.done()).isEqualTo(LARGE));

        Path target = local.resolve("target");
        assertThat(pools.downloadVolume(pool, "large", target).await()).isEqualTo(target);
        assertThat(Files.size(target)).isEqualTo(48 << 20);
        try (var whole = Files.newInputStream(target);
                var wanted = Files.newInputStream(source)) {
            assertThat(whole.readNBytes(LARGE)).isEqualTo(wanted.readAllBytes());
        }
        pools.deleteVolume(pool, "large").await();
    }

    @Test
    void anImageOfAnotherFormatComesBackAsItIs() throws IOException {
        pools.createVolume(
                        pool, VolumeSpec.builder("image", SMALL).format("qcow2").build())
                .await();
        Path target = local.resolve("image");
        pools.downloadVolume(pool, "image", target).await();

        assertThat(target).hasSameBinaryContentAs(place.resolve("image"));
        pools.uploadVolume(pool, "image", target).await();
        assertThat(pools.volumes(pool))
                .singleElement()
                .satisfies(found -> assertThat(found.format()).contains("qcow2"));
        pools.deleteVolume(pool, "image").await();
    }

    @Test
    void aFileThatDoesNotFitIsAConflictAndNothingIsChanged() throws IOException {
        Path source = file((4 << 20) + 1);
        pools.createVolume(pool, raw("small", SMALL)).await();

        assertThatThrownBy(() -> pools.uploadVolume(pool, "small", source).await())
                .isInstanceOf(HypervisorException.Conflict.class);
        assertThatThrownBy(() ->
                        pools.uploadVolume(pool, "small", local.resolve("none")).await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(place.resolve("small")).hasBinaryContent(new byte[4 << 20]);
        pools.deleteVolume(pool, "small").await();
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws IOException {
        pools.createVolume(pool, raw("small", SMALL)).await();
        Path target = Files.writeString(local.resolve("target"), "kept");

        assertThatThrownBy(() -> pools.downloadVolume(pool, "small", target).await())
                .isInstanceOf(HypervisorException.Conflict.class);
        assertThat(target).hasContent("kept");
        pools.deleteVolume(pool, "small").await();
    }

    @Test
    void aCancelledDownloadLeavesNoFile() {
        pools.createVolume(pool, raw("huge", MemorySize.ofGibibytes(64))).await();
        Path target = local.resolve("target");
        Operation<Path> download = pools.downloadVolume(pool, "huge", target);
        download.onProgress(progress -> download.cancel());

        assertThatThrownBy(download::await).isInstanceOf(CancellationException.class);
        assertThat(target).doesNotExist();
        pools.deleteVolume(pool, "huge").await();
    }
}
