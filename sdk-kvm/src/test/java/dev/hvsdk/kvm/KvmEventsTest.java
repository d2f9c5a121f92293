/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static dev.hvsdk.kvm.Kvms.bare;
import static dev.hvsdk.kvm.Kvms.booting;
import static dev.hvsdk.kvm.Kvms.newName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.AgentChanged;
import dev.hvsdk.libvirt.BalloonChanged;
import dev.hvsdk.libvirt.BlockJobChanged;
import dev.hvsdk.libvirt.DeviceChanged;
import dev.hvsdk.libvirt.DiskFailed;
import dev.hvsdk.libvirt.GuestRebooted;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.GuestImages;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What libvirt tells of guests of a real QEMU beyond their states. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KvmEventsTest {
    /** Where the header of a qcow2 says where its first table is. */
    private static final int FIRST_TABLE = 40;

    /** An entry of that table which says "here", but in the middle of a cluster, where no table can be. */
    private static final long NOWHERE = 0x8000_0000_0001_0200L;

    private Libvirtd daemon;
    private Hypervisor host;
    private String images;
    private HeardEvents heard;

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

    @BeforeEach
    void listen() {
        heard = new HeardEvents(host);
    }

    @AfterEach
    void listenNoMore() {
        heard.close();
    }

    private DiskSpec fresh() {
        return DiskSpec.builder(images + "/" + newName("event") + ".qcow2")
                .size(MemorySize.ofMebibytes(1))
                .build();
    }

    /** QEMU tells three times of it where the guest has come up before. */
    @Test
    void tellsOnceOfAReset() {
        Path console = daemon.directory().resolve(newName("reset-console"));
        Guest guest = Kvms.started(
                host,
                booting(newName("reset"), BootSectors.restless(daemon.directory()))
                        .with(Kvms.plain().consoleLog(console.toString()).build())
                        .build());
        Eventually.contains(console, BootSectors.RESTLESS_SIGN);

        guest.capability(PowerControl.class).require().reset().await();
        Eventually.contains(console, BootSectors.RESTLESS_SIGN.repeat(2));
        guest.pause().await();

        heard.await(GuestEvent.StateChanged.class, event -> event.state() == GuestState.PAUSED);
        assertThat(heard.of(GuestRebooted.class))
                .singleElement()
                .satisfies(event -> assertThat(event.guest()).isEqualTo(guest.id()));
        Kvms.remove(guest);
    }

    @Test
    @Live(Engine.GUEST_IMAGES)
    void tellsOfTheAgentTheBalloonAndDisksThatComeAndGo(GuestImages linux) {
        Path console = daemon.directory().resolve(newName("events-console"));
        Guest guest = Kvms.started(
                host,
                Kvms.linux(newName("events"), linux, linux.agentInitrd(), console)
                        .build());

        heard.await(AgentChanged.class, AgentChanged::isConnected);
        balloonIsTold(guest);
        disksAreTold(guest);
        guest.stop().await();

        heard.await(AgentChanged.class, event -> !event.isConnected());
        Kvms.remove(guest);
    }

    private void balloonIsTold(Guest guest) {
        MemorySize less = MemorySize.ofMebibytes(104);
        guest.capability(ResourceTuning.class)
                .require()
                .apply(ResourceLimits.builder().memory(less).build())
                .await();

        heard.await(BalloonChanged.class, event -> event.memory().equals(less));
    }

    private void disksAreTold(Guest guest) {
        VirtualHardware hardware = guest.capability(VirtualHardware.class).require();
        GuestDisk disk = hardware.attachDisk(fresh()).await();
        hardware.detachDisk(disk.target()).await();

        heard.await(DeviceChanged.class, event -> event.change() == DeviceChanged.Change.REMOVED);
        assertThat(heard.of(DeviceChanged.class))
                .extracting(DeviceChanged::change)
                .containsExactly(DeviceChanged.Change.ADDED, DeviceChanged.Change.REMOVED);
        assertThat(heard.of(DeviceChanged.class))
                .extracting(DeviceChanged::alias)
                .containsOnly("virtio-disk0");
    }

    @Test
    void tellsOfTheJobThatPutsFilesOfADiskTogether() {
        Guest guest = Kvms.started(host, bare(newName("job")).disk(fresh()).build());
        Snapshots snapshots = guest.capability(Snapshots.class).require();
        snapshots.create(SnapshotSpec.builder("before").build()).await();

        snapshots.delete("before").await(Duration.ofMinutes(1));

        heard.await(BlockJobChanged.class, event -> event.outcome() == BlockJobChanged.Outcome.COMPLETED);
        assertThat(heard.of(BlockJobChanged.class))
                .extracting(BlockJobChanged::disk, BlockJobChanged::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("vda", BlockJobChanged.Outcome.READY),
                        org.assertj.core.groups.Tuple.tuple("vda", BlockJobChanged.Outcome.COMPLETED));
        Kvms.remove(guest);
    }

    @Test
    @Live(Engine.GUEST_IMAGES)
    void tellsOfADiskThatCannotBeRead(GuestImages some) throws IOException {
        Path broken = broken(some.emptyDisk());
        Guest guest = Kvms.started(
                host,
                bare(newName("broken"))
                        .disk(DiskSpec.builder(broken.toString())
                                .format("qcow2")
                                .readOnly(true)
                                .build())
                        .boot(BootSource.disk())
                        .build());

        heard.await(DiskFailed.class, event -> event.guest().equals(guest.id()));
        assertThat(heard.of(DiskFailed.class)).first().satisfies(event -> {
            assertThat(event.source()).isEqualTo(broken.toString());
            assertThat(event.alias()).isEqualTo("virtio-disk0");
        });
        Kvms.remove(guest);
    }

    /** A disk that opens, and of which nothing can be read. */
    private Path broken(Path whole) throws IOException {
        Path disk = Files.copy(whole, daemon.directory().resolve(newName("broken") + ".qcow2"));
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(FIRST_TABLE);
            long table = file.readLong();
            file.seek(table);
            file.writeLong(NOWHERE);
        }
        return disk;
    }
}
