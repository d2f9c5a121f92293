/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.GuestImages;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Disks and network interfaces that come and go, on a real QEMU. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KvmHardwareTest {
    private static final String MAC = "52:54:00:AB:CD:01";

    private Libvirtd daemon;
    private Hypervisor host;
    private String images;

    @BeforeAll
    void start() {
        daemon = Libvirtd.setup().start();
        host = open(Duration.ofSeconds(30));
        images = Kvms.ownImages(daemon);
    }

    private Hypervisor open(Duration perCall) {
        Deadlines deadlines = new Deadlines(perCall, perCall);
        return new KvmProvider()
                .open(ConnectSpec.builder(URI.create(daemon.qemuUri()))
                        .deadlines(deadlines)
                        .build());
    }

    @AfterAll
    void stop() {
        host.close();
        daemon.close();
    }

    private static VirtualHardware hardware(Guest guest) {
        return guest.capability(VirtualHardware.class).require();
    }

    private DiskSpec fresh() {
        return DiskSpec.builder(images + "/" + Kvms.newName("extra") + ".qcow2")
                .size(MemorySize.ofMebibytes(1))
                .build();
    }

    @Test
    void takesDisksAndInterfacesFromAGuestThatLetsThemGo(GuestImages linux) {
        Path console = daemon.directory().resolve(Kvms.newName("hardware-console"));
        Guest guest = Kvms.started(
                host,
                Kvms.linux(Kvms.newName("hardware"), linux, linux.agentInitrd(), console)
                        .build());
        Eventually.contains(console, GuestImages.READY_LINE);
        VirtualHardware hardware = hardware(guest);
        DiskSpec spec = fresh();

        GuestDisk disk = hardware.attachDisk(spec).await();
        assertThat(disk.source()).contains(spec.source());
        assertThat(hardware.detachDisk(disk.target()).await()).isEqualTo(disk);
        assertThat(hardware.disks()).isEmpty();

        GuestNic nic =
                hardware.attachNic(NicSpec.builder("user").mac(MAC).build()).await();
        assertThat(hardware.nics()).contains(nic);
        hardware.detachNic(MAC).await();
        assertThat(hardware.nics()).isEmpty();

        guest.stop().await();
        assertThat(hardware.disks()).isEmpty();
        // What was behind it is kept.
        DiskSpec again = DiskSpec.builder(spec.source()).build();
        assertThat(hardware.attachDisk(again).await().source()).contains(spec.source());
        Kvms.remove(guest);
    }

    @Test
    void givesAGuestThatRunsADiskThatOutlivesTheRun() {
        Guest guest = Kvms.started(host, Kvms.bare(Kvms.newName("given")).build());
        DiskSpec spec = fresh();

        GuestDisk disk = hardware(guest).attachDisk(spec).await();

        assertThat(hardware(guest).disks()).containsExactly(disk);
        assertThatThrownBy(() -> hardware(guest)
                        .attachDisk(DiskSpec.builder(spec.source()).build())
                        .await())
                .isInstanceOf(HypervisorException.Conflict.class);
        guest.stop().await();
        assertThat(hardware(guest).disks()).containsExactly(disk);
        Kvms.remove(guest);
    }

    @Test
    void saysThatAGuestDoesNotLetGo() {
        Guest guest = Kvms.started(host, Kvms.bare(Kvms.newName("clinging")).build());
        GuestDisk disk = hardware(guest).attachDisk(fresh()).await();

        try (Hypervisor hasty = open(Duration.ofSeconds(3))) {
            Guest seen = hasty.guest(guest.id());
            assertThatThrownBy(() -> hardware(seen).detachDisk(disk.target()).await())
                    .isInstanceOf(HypervisorException.TimedOut.class);
        }
        assertThat(hardware(guest).disks()).containsExactly(disk);
        Kvms.remove(guest);
    }

    @Test
    void refusesWhatIsNotThereOrTaken() {
        Guest guest = host.define(Kvms.bare(Kvms.newName("strict")).build()).await();
        VirtualHardware hardware = hardware(guest);
        NicSpec nic = NicSpec.builder("user").mac(MAC).build();
        hardware.attachNic(nic).await();

        for (String source : new String[] {images + "/none.qcow2", "/nonexistent/none.qcow2", "no-pool/none"}) {
            assertThatThrownBy(
                            () -> hardware.attachDisk(DiskSpec.builder(source).build())
                                    .await())
                    .as(source)
                    .isInstanceOf(HypervisorException.NotFound.class);
        }
        for (String network : new String[] {"hv-none", "<x>&'\"", "../../etc"}) {
            assertThatThrownBy(() ->
                            hardware.attachNic(NicSpec.builder(network).build()).await())
                    .as(network)
                    .isInstanceOf(HypervisorException.NotFound.class);
        }
        assertThatThrownBy(() -> hardware.attachNic(nic).await()).isInstanceOf(HypervisorException.Conflict.class);
        assertThatThrownBy(() -> hardware.detachDisk("vda' or '1").await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(hardware.disks()).isEmpty();
        assertThat(hardware.nics()).hasSize(1);
        Kvms.remove(guest);
    }

    @Test
    void leavesNoFileWhereADiskIsRefused() {
        Guest guest = Kvms.started(host, Kvms.bare(Kvms.newName("tidy")).build());
        String source = images + "/" + Kvms.newName("refused") + ".qcow2";
        DiskSpec spec = DiskSpec.builder(source)
                .size(MemorySize.ofMebibytes(1))
                .bus("sata")
                .build();

        assertThatThrownBy(() -> hardware(guest).attachDisk(spec).await())
                .isInstanceOf(HypervisorException.WrongState.class);
        assertThatThrownBy(() -> hardware(guest)
                        .attachDisk(DiskSpec.builder(source).build())
                        .await())
                .isInstanceOf(HypervisorException.NotFound.class);
        Kvms.remove(guest);
    }
}
