/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Vcsim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datastores and networks of a simulator, be it a vCenter or an ESXi. */
abstract class VsphereResourcesContract {
    private static final MemorySize SMALL = MemorySize.ofMebibytes(1);
    private static final String STORE = "LocalDS_0";

    private Hypervisor host;

    abstract Vcsim simulator();

    @BeforeEach
    void open() {
        host = new VsphereProvider().open(VsphereSubject.connection(simulator()).build());
    }

    @AfterEach
    void close() {
        simulator().calm();
        host.close();
    }

    private StoragePools pools() {
        return host.capability(StoragePools.class).require();
    }

    private Networks networks() {
        return host.capability(Networks.class).require();
    }

    private StorageVolume make(String name) {
        return pools().createVolume(STORE, VolumeSpec.builder(name, SMALL).build())
                .await();
    }

    @Test
    void aVolumeIsAFileOfTheServerWithThatSizeWhichTakesNoSpaceYet() {
        StorageVolume made = make("plain");
        assertThat(made.path()).contains("[" + STORE + "] plain.vmdk");
        assertThat(made.capacity()).contains(SMALL);
        assertThat(made.allocation().orElse(MemorySize.ZERO)).isLessThan(SMALL);
        assertThat(made.format()).contains("raw");
        assertThat(pools().volumes(STORE)).contains(made);
        pools().deleteVolume(STORE, "plain").await();
        assertThat(pools().volumes(STORE)).doesNotContain(made);
    }

    @Test
    void aSizeIsRoundedUpToWholeKibibytes() {
        VolumeSpec odd = VolumeSpec.builder("odd", MemorySize.ofBytes(1025)).build();
        assertThat(pools().createVolume(STORE, odd).await().capacity()).contains(MemorySize.ofKibibytes(2));
        pools().deleteVolume(STORE, "odd").await();
    }

    @Test
    void listsTheDiskOfAGuestWhereTheServerSaysItIs() {
        String guest = host.guests().asList().get(0).name();
        String hardware = simulator().cli().run("property", guest, "config.hardware.device");
        assertThat(pools().volumes(STORE))
                .filteredOn(volume -> volume.name().startsWith(guest + "/"))
                .isNotEmpty()
                .allSatisfy(
                        volume -> assertThat(hardware).contains(volume.path().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web.vmdk", "../web", "/web", "web-flat", "web//x", "web\\x", " ", "a\nb"})
    void refusesNamesThatAreNoPathOfADisk(String name) {
        assertThatThrownBy(() -> make(name)).isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void makesNoVolumeInAFolderThatIsNotThere() {
        assertThatThrownBy(() -> make("none/web")).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void makesNoVolumeOfAnotherFormat() {
        VolumeSpec spec = VolumeSpec.builder("qcow", SMALL).format("qcow2").build();
        assertThatThrownBy(() -> pools().createVolume(STORE, spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void whatIsUploadedIsFollowedByZeros(@TempDir Path directory) throws IOException {
        make("bytes");
        byte[] bytes = new byte[70_001];
        new Random(7).nextBytes(bytes);
        Path file = Files.write(directory.resolve("source"), bytes);
        pools().uploadVolume(STORE, "bytes", file).await();
        Path target = directory.resolve("target");
        pools().downloadVolume(STORE, "bytes", target).await();
        assertThat(Files.readAllBytes(target)).isEqualTo(Arrays.copyOf(bytes, Math.toIntExact(SMALL.toBytes())));
        pools().deleteVolume(STORE, "bytes").await();
    }

    @Test
    void whatDoesNotFitIsAConflictBeforeAByteIsSent(@TempDir Path directory) throws IOException {
        make("full");
        byte[] bytes = new byte[Math.toIntExact(SMALL.toBytes()) + 1];
        Arrays.fill(bytes, (byte) 7);
        Path large = Files.write(directory.resolve("large"), bytes);
        assertThatThrownBy(() -> pools().uploadVolume(STORE, "full", large).await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("does not fit");
        Path target = directory.resolve("target");
        pools().downloadVolume(STORE, "full", target).await();
        assertThat(Files.readAllBytes(target)).containsOnly(0);
        pools().deleteVolume(STORE, "full").await();
    }

    @Test
    void aDownloadToAFolderThatIsNotThereIsNotFound(@TempDir Path directory) {
        make("wanted");
        Path nowhere = directory.resolve("none/target");
        assertThatThrownBy(
                        () -> pools().downloadVolume(STORE, "wanted", nowhere).await())
                .isInstanceOf(HypervisorException.NotFound.class);
        pools().deleteVolume(STORE, "wanted").await();
    }

    @Test
    void aVolumeIsADiskOfAGuestByItsNameOrByItsFile() {
        make("first");
        make("second");
        GuestSpec spec = GuestSpec.builder("with-volumes")
                .disk(DiskSpec.builder(STORE + "/first").build())
                .disk(DiskSpec.builder(STORE + "/second.vmdk").format("raw").build())
                .build();
        Guest guest = host.define(spec).await();
        assertThat(simulator().cli().run("property", "with-volumes", "config.hardware.device"))
                .contains("[" + STORE + "] first.vmdk", "[" + STORE + "] second.vmdk");
        guest.undefine().await();
    }

    @Test
    void anIsolatedNetworkHasASwitchOfItsOwnThatGoesWithIt() {
        NetworkSpec spec = NetworkSpec.builder("lab").mode("isolated").build();
        VirtualNetwork made = networks().create(spec).await();
        assertThat(made.mode()).isEqualTo("isolated");
        assertThat(made.bridge()).contains("lab");
        assertThat(networks().delete("lab").await()).isEqualTo("lab");
        // A switch that had stayed would be in the way.
        networks().create(spec).await();
        networks().delete("lab").await();
        assertThat(networks().list()).extracting(VirtualNetwork::name).doesNotContain("lab");
    }

    @Test
    void aNetworkWithoutAModeIsOnTheSwitchThatHasACard() {
        VirtualNetwork made =
                networks().create(NetworkSpec.builder("plain").build()).await();
        assertThat(made.mode()).isEqualTo("standard");
        assertThat(made.bridge()).contains("vSwitch0");
        networks().delete("plain").await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat", "route", "bridge"})
    void refusesWhatSwitchesDoNotDo(String mode) {
        NetworkSpec spec = NetworkSpec.builder("other").mode(mode).build();
        assertThatThrownBy(() -> networks().create(spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("mode:");
    }

    @Test
    void refusesAddressesThatNobodyWouldHandOut() {
        NetworkSpec spec = NetworkSpec.builder("other").subnet("10.0.0.0/24").build();
        assertThatThrownBy(() -> networks().create(spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("subnet:");
        assertThat(networks().list()).extracting(VirtualNetwork::name).doesNotContain("other");
    }

    @Test
    void aNetworkThatAGuestUsesStays() {
        networks().create(NetworkSpec.builder("used").build()).await();
        GuestSpec spec =
                GuestSpec.builder("user").nic(NicSpec.builder("used").build()).build();
        Guest guest = host.define(spec).await();
        assertThatThrownBy(() -> networks().delete("used").await()).isInstanceOf(HypervisorException.Conflict.class);
        guest.undefine().await();
        networks().delete("used").await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vmfs", "dir", "vsan"})
    void refusesPoolsThatNoHostMounts(String type) {
        PoolSpec spec = PoolSpec.builder("other", "/vmfs/devices/disks/naa.6")
                .type(type)
                .build();
        assertThatThrownBy(() -> pools().createPool(spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining(type.equals("vmfs") ? "wiped" : type);
    }

    @Test
    void aDatastoreThatHoldsGuestsIsNotForgotten() {
        assertThatThrownBy(() -> pools().undefinePool(STORE).await()).isInstanceOf(HypervisorException.Conflict.class);
        assertThatThrownBy(() -> pools().undefinePool("none").await()).isInstanceOf(HypervisorException.NotFound.class);
    }
}
