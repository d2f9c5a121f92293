/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What volumes of fake hosts hold, and pools that come and go. */
class StorageTest {
    private static final MemorySize MIB = MemorySize.ofMebibytes(1);

    private final FakeHost fake = FakeHost.kvm();
    private final Hypervisor host = fake.open();
    private final StoragePools storage = host.capability(StoragePools.class).require();

    @TempDir
    private Path directory;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private StorageVolume volume(String name) {
        return storage.createVolume("default", VolumeSpec.builder(name, MIB).build())
                .await();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 1000, 1024 * 1024})
    void aVolumeHoldsWhatWasUploaded(int length) throws IOException {
        byte[] bytes = random(length, length);
        volume("data");
        assertThat(storage.uploadVolume("default", "data", file("in", bytes))
                        .await()
                        .name())
                .isEqualTo("data");
        Path out = directory.resolve("out");
        assertThat(storage.downloadVolume("default", "data", out).await()).isEqualTo(out);
        assertThat(out).hasBinaryContent(bytes);
    }

    @Test
    void aShorterFileLeavesTheRest() throws IOException {
        byte[] longer = random(1, 1000);
        byte[] shorter = random(2, 10);
        volume("data");
        storage.uploadVolume("default", "data", file("longer", longer)).await();
        storage.uploadVolume("default", "data", file("shorter", shorter)).await();
        Path out = directory.resolve("out");
        storage.downloadVolume("default", "data", out).await();
        byte[] all = Files.readAllBytes(out);
        assertThat(Arrays.copyOf(all, 10)).isEqualTo(shorter);
        assertThat(Arrays.copyOfRange(all, 10, 1000)).isEqualTo(Arrays.copyOfRange(longer, 10, 1000));
    }

    @Test
    void bothTellHowFarTheyHaveCome() throws IOException {
        volume("data");
        Progress up = storage.uploadVolume("default", "data", file("in", random(3, 777)))
                .progress()
                .orElseThrow();
        Progress down = storage.downloadVolume("default", "data", directory.resolve("out"))
                .progress()
                .orElseThrow();
        assertThat(up).hasToString("uploading: 777 of 777 bytes");
        assertThat(down).hasToString("downloading: 777 of 777 bytes");
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        Path in = file("in", new byte[1]);
        Path out = directory.resolve("out");
        volume("data");
        assertThatThrownBy(() -> storage.uploadVolume("default", "none", in).await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> storage.uploadVolume("none", "data", in).await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> storage.uploadVolume("default", "data", directory.resolve("none"))
                        .await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> storage.downloadVolume("default", "none", out).await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(out).doesNotExist();
        assertThatThrownBy(() -> storage.downloadVolume("default", "data", directory.resolve("no/out"))
                        .await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> storage.resizeVolume("default", "none", MIB).await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> storage.undefinePool("none").await()).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void aFileIsNeverReplaced() throws IOException {
        volume("data");
        Path out = file("out", "mine".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> storage.downloadVolume("default", "data", out).await())
                .isInstanceOf(HypervisorException.Conflict.class);
        assertThat(out).hasContent("mine");
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingChanges() throws IOException {
        volume("data");
        Path tooLong = file("in", random(5, 1024 * 1024 + 1));
        assertThatThrownBy(
                        () -> storage.uploadVolume("default", "data", tooLong).await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("resize the volume first");
        storage.resizeVolume("default", "data", MIB.plus(MIB)).await();
        storage.uploadVolume("default", "data", tooLong).await();
        assertThat(storage.volumes("default").get(0).capacity()).contains(MemorySize.ofMebibytes(2));
    }

    @Test
    void aFakeKeepsNoMoreThanItSays() throws IOException {
        Path large = directory.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(VolumeFiles.MOST.toBytes() + 1);
        }
        storage.createVolume(
                        "default",
                        VolumeSpec.builder("large", MemorySize.ofGibibytes(1)).build())
                .await();
        assertThatThrownBy(() -> storage.uploadVolume("default", "large", large).await())
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("at most 64 MiB");
    }

    @Test
    void sizesGrowAsFarAsThereIsRoom() {
        volume("data");
        assertThatThrownBy(() -> storage.resizeVolume("default", "data", MemorySize.ofKibibytes(1))
                        .await())
                .isInstanceOf(HypervisorException.Unsupported.class);
        assertThatThrownBy(() -> storage.resizeVolume("default", "data", MemorySize.ofGibibytes(1025))
                        .await())
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("no space left");
        MemorySize all = MemorySize.ofGibibytes(1024);
        assertThat(storage.resizeVolume("default", "data", all).await().allocation())
                .contains(all);
        assertThat(storage.list().get(0).available()).contains(MemorySize.ZERO);
    }

    @Test
    void anImageTakesWhatIsInIt() throws IOException {
        VolumeSpec thin = VolumeSpec.builder("thin", MIB).format("qcow2").build();
        storage.createVolume("default", thin).await();
        StorageVolume full = storage.uploadVolume("default", "thin", file("in", random(6, 400 * 1024)))
                .await();
        assertThat(full.allocation()).contains(MemorySize.ofKibibytes(400));
    }

    @Test
    void aPoolThatIsForgottenKeepsItsVolumes() throws IOException {
        PoolSpec spec = PoolSpec.builder("fast", "/nvme").build();
        assertThat(storage.createPool(spec).await())
                .isEqualTo(StoragePool.builder("fast", "dir")
                        .location("/nvme")
                        .capacity(MemorySize.ofGibibytes(1024))
                        .available(MemorySize.ofGibibytes(1024))
                        .active(true)
                        .build());
        storage.createVolume("fast", VolumeSpec.builder("data", MIB).build()).await();
        storage.uploadVolume("fast", "data", file("in", random(7, 7))).await();

        assertThat(storage.undefinePool("fast").await()).isEqualTo("fast");
        assertThat(storage.list()).extracting(StoragePool::name).containsExactly("default");
        assertThatThrownBy(() -> storage.volumes("fast")).isInstanceOf(HypervisorException.NotFound.class);

        storage.createPool(PoolSpec.builder("again", "/nvme").type("fs").build())
                .await();
        assertThat(storage.volumes("again"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.path()).contains("/nvme/data"));
        storage.downloadVolume("again", "data", directory.resolve("out")).await();
        assertThat(directory.resolve("out")).hasBinaryContent(random(7, 7));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    default, /other,                  dir,      Conflict
                    other,   /var/lib/libvirt/images, dir,      Conflict
                    other,   /other,                  sheepdog, Unsupported
                    other,   other,                   dir,      Unsupported
                    ..,      /other,                  dir,      Unsupported
                    a/b,     /other,                  dir,      Unsupported
                    """)
    void poolsThatCannotBeAreRefused(String name, String location, String type, String error) {
        PoolSpec spec = PoolSpec.builder(name, location).type(type).build();
        assertThatThrownBy(() -> storage.createPool(spec).await())
                .satisfies(
                        thrown -> assertThat(thrown.getClass().getSimpleName()).isEqualTo(error));
        assertThat(storage.list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ".", "..", "a/b", "a\nb", "a\u0000b"})
    void namesThatNoFileHasAreRefused(String name) {
        assertThatThrownBy(() -> volume(name)).isInstanceOf(HypervisorException.Unsupported.class);
        assertThatThrownBy(() -> volume("\u00fc".repeat(128))).isInstanceOf(HypervisorException.Unsupported.class);
        assertThat(volume("\u00fc".repeat(127) + "x").name()).hasSize(128);
        assertThat(storage.volumes("default")).hasSize(1);
    }

    @Test
    void aDatastoreNamesItsVolumesInBrackets() {
        try (Hypervisor esx = FakeHost.vsphere().open()) {
            StoragePools datastores = esx.capability(StoragePools.class).require();
            datastores
                    .createPool(PoolSpec.builder("nfs1", "/vmfs/volumes/nfs1")
                            .type("nfs")
                            .build())
                    .await();
            assertThat(datastores
                            .createVolume(
                                    "nfs1", VolumeSpec.builder("a.vmdk", MIB).build())
                            .await()
                            .path())
                    .contains("[nfs1] a.vmdk");
        }
    }
}
