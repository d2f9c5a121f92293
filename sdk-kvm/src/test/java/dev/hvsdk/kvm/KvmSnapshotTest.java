/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static dev.hvsdk.kvm.Kvms.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.xml.DiskSourceXml;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Snapshots, saved states and switches of guests that QEMU really runs, with a disk that can hold them. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@LongRunning
class KvmSnapshotTest {
    private Libvirtd daemon;
    private Hypervisor host;
    private String images;

    @BeforeAll
    void start() {
        daemon = Libvirtd.setup().start();
        host = Kvms.open(daemon);
        images = Kvms.ownImages(daemon);
    }

    @AfterAll
    void stop() {
        host.close();
        daemon.close();
    }

    private Guest stopped() {
        String name = newName("kept");
        return host.define(Kvms.bare(name)
                        .disk(DiskSpec.builder(images + "/" + name + ".qcow2")
                                .size(MemorySize.ofMebibytes(64))
                                .build())
                        .build())
                .await();
    }

    private Guest running() {
        Guest guest = stopped();
        guest.start().await();
        return guest;
    }

    private static Snapshots snapshots(Guest guest) {
        return guest.capability(Snapshots.class).require();
    }

    private static SnapshotSpec named(String name) {
        return SnapshotSpec.builder(name).build();
    }

    private static String diskOf(Guest guest) {
        String definition = guest.capability(dev.hvsdk.api.capability.NativeDefinition.class)
                .require()
                .text();
        return DomainXml.parse(definition)
                .findDisk("vda")
                .flatMap(disk -> disk.source().flatMap(DiskSourceXml::path))
                .orElseThrow();
    }

    private Guest runningFromAPool() {
        String name = newName("pooled");
        return Kvms.started(
                host,
                Kvms.bare(name)
                        .disk(DiskSpec.builder("images/" + name + ".qcow2")
                                .size(MemorySize.ofMebibytes(64))
                                .build())
                        .build());
    }

    @Test
    void keepsADiskOfAPoolOutsideAndPutsItTogetherAgain() {
        Guest guest = runningFromAPool();
        Snapshots snapshots = snapshots(guest);
        snapshots
                .create(SnapshotSpec.builder("apart")
                        .storage(SnapshotStorage.EXTERNAL)
                        .build())
                .await();

        assertThat(diskOf(guest)).isEqualTo(images + "/" + guest.info().name() + ".apart");

        snapshots.delete("apart").await();

        assertThat(snapshots.list()).isEmpty();
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        Kvms.remove(guest);
    }

    @Test
    void keepsTheMemoryBesideADiskOfAPool() {
        Guest guest = runningFromAPool();
        Snapshot taken = snapshots(guest)
                .create(SnapshotSpec.builder("whole")
                        .withMemory(true)
                        .storage(SnapshotStorage.EXTERNAL)
                        .build())
                .await();

        assertThat(taken.holdsMemory()).isTrue();
        Kvms.remove(guest);
    }

    @Test
    void growsATreeInsideOfTheDiskAndGoesBack() {
        Guest guest = stopped();
        Snapshots snapshots = snapshots(guest);
        snapshots.create(named("first")).await();
        snapshots.create(named("second")).await();
        snapshots.revert("first").await();
        snapshots
                .create(SnapshotSpec.builder("third").description("a branch").build())
                .await();

        assertThat(snapshots.list())
                .extracting(Snapshot::id, Snapshot::parent)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("first", Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple("second", Optional.of("first")),
                        org.assertj.core.groups.Tuple.tuple("third", Optional.of("first")));
        assertThat(snapshots.current().flatMap(Snapshot::description)).contains("a branch");
        assertThat(snapshots.delete("first").await()).isEqualTo("first");
        assertThat(snapshots.list()).extracting(Snapshot::parent).containsOnly(Optional.empty());
        Kvms.remove(guest);
    }

    @Test
    void keepsTheMemoryOfAGuestThatRuns() {
        Guest guest = running();
        Snapshots snapshots = snapshots(guest);
        Snapshot taken = snapshots
                .create(SnapshotSpec.builder("warm").withMemory(true).build())
                .await();
        guest.stop().await();

        assertThat(taken.holdsMemory()).isTrue();
        assertThat(taken.state()).isEqualTo(GuestState.RUNNING);
        assertThat(snapshots.revert("warm").await().state()).isEqualTo(GuestState.RUNNING);
        assertThat(guest.info().reason()).contains(StateReason.FROM_SNAPSHOT);
        Kvms.remove(guest);
    }

    @Test
    void goesOnInANewFileAndPutsBothTogetherAgain() {
        Guest guest = running();
        Snapshots snapshots = snapshots(guest);
        String before = diskOf(guest);
        Snapshot taken = snapshots.create(named("outside")).await();

        assertThat(taken.storage()).contains(SnapshotStorage.EXTERNAL);
        assertThat(taken.holdsMemory()).isFalse();
        assertThat(diskOf(guest)).isNotEqualTo(before);

        assertThat(snapshots.delete("outside").await(Duration.ofSeconds(60))).isEqualTo("outside");
        assertThat(snapshots.list()).isEmpty();
        assertThat(diskOf(guest)).isEqualTo(before);
        Kvms.remove(guest);
    }

    @Test
    void putsAFileInTheMiddleTogetherToo() {
        Guest guest = running();
        Snapshots snapshots = snapshots(guest);
        snapshots.create(named("one")).await();
        snapshots.create(named("two")).await();
        String newest = diskOf(guest);

        snapshots.delete("one").await(Duration.ofSeconds(60));

        assertThat(snapshots.list()).extracting(Snapshot::id).containsExactly("two");
        assertThat(diskOf(guest)).isEqualTo(newest);
        Kvms.remove(guest);
    }

    @Test
    void keepsTheMemoryOutsideToo() {
        Guest guest = running();
        Snapshot taken = snapshots(guest)
                .create(SnapshotSpec.builder("all-outside")
                        .withMemory(true)
                        .storage(SnapshotStorage.EXTERNAL)
                        .build())
                .await();

        assertThat(taken.storage()).contains(SnapshotStorage.EXTERNAL);
        assertThat(taken.holdsMemory()).isTrue();
        Kvms.remove(guest);
    }

    @Test
    void refusesWhatLibvirtCannotKeep() {
        Guest guest = running();
        Snapshots snapshots = snapshots(guest);
        SnapshotSpec inside =
                SnapshotSpec.builder("inside").storage(SnapshotStorage.INTERNAL).build();

        assertThatThrownBy(() -> snapshots.create(inside).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("take the memory too");
        assertThatThrownBy(() -> snapshots.revert("none").await()).isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> snapshots.delete("none").await()).isInstanceOf(HypervisorException.NotFound.class);
        Kvms.remove(guest);
    }

    @Test
    void refusesTheMemoryOfAGuestWithoutADiskThatCouldHoldIt() {
        Guest guest = Kvms.started(host, Kvms.bare(newName("diskless")).build());
        SnapshotSpec spec = SnapshotSpec.builder("warm").withMemory(true).build();

        assertThatThrownBy(() -> snapshots(guest).create(spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class);
        Kvms.remove(guest);
    }

    @Test
    void refusesANameThatIsTaken() {
        Guest guest = stopped();
        snapshots(guest).create(named("once")).await();

        assertThatThrownBy(() -> snapshots(guest).create(named("once")).await())
                .isInstanceOf(HypervisorException.Conflict.class);
        Kvms.remove(guest);
    }

    @Test
    void savesAGuestAndGoesOnWhereItWas() {
        Guest guest = running();
        StateSaving saving = guest.capability(StateSaving.class).require();

        assertThat(saving.save().await())
                .matches(info -> info.state() == GuestState.STOPPED)
                .matches(info -> info.reason().equals(Optional.of(StateReason.SAVED)));
        assertThat(saving.isSaved()).isTrue();
        assertThat(guest.start().await().reason()).contains(StateReason.RESTORED);
        assertThat(saving.isSaved()).isFalse();
        assertThatThrownBy(() -> saving.discard().await()).isInstanceOf(HypervisorException.NotFound.class);
        Kvms.remove(guest);
    }

    @Test
    void dropsASavedState() {
        Guest guest = running();
        StateSaving saving = guest.capability(StateSaving.class).require();
        saving.save().await();

        saving.discard().await();

        assertThat(saving.isSaved()).isFalse();
        assertThat(guest.start().await().reason()).contains(StateReason.BOOTED);
        Kvms.remove(guest);
    }

    @Test
    void resetsAGuestThatRunsAndNoOther() {
        Guest guest = running();
        PowerControl power = guest.capability(PowerControl.class).require();

        assertThat(power.reset().await().state()).isEqualTo(GuestState.RUNNING);
        guest.stop().await();
        assertThatThrownBy(() -> power.reset().await()).isInstanceOf(HypervisorException.WrongState.class);
        Kvms.remove(guest);
    }

    @Test
    void stopsAGuestThatDoesNotListen() {
        Guest guest = running();
        PowerControl power = guest.capability(PowerControl.class).require();
        ShutdownOptions patient = ShutdownOptions.builder()
                .method(ShutdownMethod.ACPI)
                .patience(Duration.ofMillis(300))
                .build();

        assertThat(power.shutdownMethods()).isEqualTo(List.of(ShutdownMethod.ACPI));
        assertThatThrownBy(() -> power.shutdown(patient).await()).isInstanceOf(HypervisorException.TimedOut.class);
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        ShutdownOptions resolute = ShutdownOptions.builder()
                .patience(Duration.ofMillis(300))
                .stopAfterwards(true)
                .build();
        assertThat(power.shutdown(resolute).await().state()).isEqualTo(GuestState.STOPPED);
        Kvms.remove(guest);
    }

    @Test
    void refusesWaysThatTheGuestDoesNotHave() {
        Guest guest = running();
        ShutdownOptions bySignal =
                ShutdownOptions.builder().method(ShutdownMethod.SIGNAL).build();

        assertThatThrownBy(() -> guest.capability(PowerControl.class)
                        .require()
                        .shutdown(bySignal)
                        .await())
                .isInstanceOf(HypervisorException.Unsupported.class);
        Kvms.remove(guest);
    }
}
