/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disks and cards that guests are given and that are taken away, each seen from outside too. */
@Live(Engine.VCSIM)
class HardwareLiveTest {
    private static final String NAME = "parts";
    private static final String STORE = "LocalDS_0";
    private static final String MAC = "52:54:00:AB:CD:01";
    private static final MemorySize SIZE = MemorySize.ofMebibytes(8);

    private static Vcsim simulator;

    private Hypervisor vcenter;
    private Guest guest;
    private VirtualHardware hardware;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().guests(1).start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void open() {
        vcenter =
                new VsphereProvider().open(VsphereSubject.connection(simulator).build());
        guest = vcenter.define(GuestSpec.builder(NAME).build()).await();
        hardware = guest.capability(VirtualHardware.class).require();
    }

    @AfterEach
    void close() {
        simulator.calm();
        if (guest.info().state().isActive()) {
            simulator.cli().run("power-off", NAME);
        }
        simulator.cli().run("destroy", NAME);
        vcenter.close();
    }

    private static String devices() {
        return simulator.cli().run("property", NAME, "config.hardware.device");
    }

    private GuestDisk attach(DiskSpec.Builder spec) {
        return hardware.attachDisk(spec.build()).await();
    }

    private static DiskSpec.Builder fresh(String file) {
        return DiskSpec.builder(STORE + "/" + NAME + "/" + file).size(SIZE);
    }

    @Test
    void readsTheHardwareThatTheServerMadeItsOwnGuestsWith() {
        Guest other = vcenter.guest(vcenter.guests().asList().stream()
                .filter(info -> !info.name().equals(NAME))
                .findFirst()
                .orElseThrow()
                .id());
        VirtualHardware made = other.capability(VirtualHardware.class).require();
        // The simulator puts the drive where the disk is, which no server does.
        assertThat(made.disks())
                .extracting(
                        GuestDisk::removable, disk -> disk.source().orElse("").endsWith("_VM0/disk1.vmdk"))
                .containsExactlyInAnyOrder(tuple(false, true), tuple(true, false));
        assertThat(made.nics())
                .singleElement()
                .satisfies(nic -> assertThat(nic.network()).contains("DC0_DVPG0"));
    }

    @Test
    void makesADiskAndKeepsItsFileWhenItIsTakenAway() {
        GuestDisk disk = attach(fresh("data.vmdk"));
        assertThat(disk)
                .isEqualTo(GuestDisk.builder("scsi0:0")
                        .source("[LocalDS_0] parts/data.vmdk")
                        .format("vmdk")
                        .bus("scsi")
                        .build());
        assertThat(devices()).contains("\"FileName\":\"[LocalDS_0] parts/data.vmdk\"", "\"CapacityInKB\":8192");
        assertThat(hardware.detachDisk("scsi0:0").await()).isEqualTo(disk);
        assertThat(devices()).doesNotContain("data.vmdk");
        assertThat(vcenter.capability(StoragePools.class).require().volumes(STORE))
                .extracting(StorageVolume::name)
                .contains("parts/data");
        assertThat(attach(DiskSpec.builder("[LocalDS_0] parts/data.vmdk")).target())
                .isEqualTo("scsi0:0");
    }

    @Test
    void givesDisksWhileAGuestRuns() {
        guest.start().await();
        assertThat(attach(fresh("a.vmdk")).target()).isEqualTo("scsi0:0");
        assertThat(attach(fresh("b.vmdk").bus("sata")).target()).isEqualTo("sata0:0");
        assertThat(attach(fresh("c.vmdk").bus("sata")).target()).isEqualTo("sata0:1");
        guest.stop().await();
        assertThat(hardware.disks())
                .extracting(GuestDisk::target)
                .containsExactlyInAnyOrder("scsi0:0", "sata0:0", "sata0:1");
        assertThat(hardware.detachDisk("sata0:0").await().source()).contains("[LocalDS_0] parts/b.vmdk");
        assertThat(devices()).contains("a.vmdk", "c.vmdk").doesNotContain("b.vmdk");
    }

    @Test
    void bringsAnotherControllerWhenOneIsFull() {
        for (int i = 0; i < 15; i++) {
            attach(fresh("d" + i + ".vmdk"));
        }
        assertThat(attach(fresh("last.vmdk")).target()).isEqualTo("scsi1:0");
        assertThat(hardware.disks()).extracting(GuestDisk::target).doesNotContain("scsi0:7");
    }

    @Test
    void refusesDisksThatItCannotGive() {
        attach(fresh("data.vmdk"));
        int before = simulator.requests("ReconfigVM_Task");
        assertThatThrownBy(() -> attach(DiskSpec.builder("[LocalDS_0] parts/data.vmdk")))
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("scsi0:0");
        assertThatThrownBy(() -> attach(fresh("x.vmdk").bus("virtio")))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("sata");
        assertThatThrownBy(() -> attach(fresh("x.vmdk").readOnly(true)))
                .isInstanceOf(HypervisorException.Unsupported.class);
        assertThat(simulator.requests("ReconfigVM_Task")).isEqualTo(before);
        assertThatThrownBy(() -> attach(DiskSpec.builder(STORE + "/none.vmdk")))
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> hardware.detachDisk("scsi0:9").await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(hardware.disks()).hasSize(1);
    }

    @Test
    void tellsThatAnotherGuestThatRunsHasTheFile() {
        simulator.fault("ReconfigVM_Task:task.FileLocked");
        assertThatThrownBy(() -> attach(DiskSpec.builder(STORE + "/other/other.vmdk")))
                .isInstanceOf(HypervisorException.Conflict.class);
        assertThat(hardware.disks()).isEmpty();
    }

    @Test
    void plugsIntoNetworksOfBothKinds() {
        GuestNic plain = hardware.attachNic(
                        NicSpec.builder("VM Network").mac(MAC).model("e1000e").build())
                .await();
        assertThat(plain.mac()).isEqualTo("52:54:00:ab:cd:01");
        assertThat(plain.network()).contains("VM Network");
        assertThat(plain.model()).contains("e1000e");
        GuestNic port = hardware.attachNic(NicSpec.builder("DC0_DVPG0").build()).await();
        assertThat(port.network()).contains("DC0_DVPG0");
        assertThat(devices()).contains("\"PortgroupKey\":\"dvportgroup-", MAC);
        assertThat(hardware.nics()).containsExactly(plain, port);

        assertThat(hardware.detachNic(MAC).await()).isEqualTo(plain);
        assertThat(devices()).doesNotContain(MAC);
        assertThat(hardware.nics()).containsExactly(port);
    }

    @Test
    void refusesCardsThatItCannotGive() {
        hardware.attachNic(NicSpec.builder("VM Network").mac(MAC).build()).await();
        assertThatThrownBy(() -> hardware.attachNic(NicSpec.builder("VM Network")
                                .mac(MAC.toLowerCase(Locale.ROOT))
                                .build())
                        .await())
                .isInstanceOf(HypervisorException.Conflict.class);
        assertThatThrownBy(() ->
                        hardware.attachNic(NicSpec.builder("none").build()).await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> hardware.attachNic(
                                NicSpec.builder("VM Network").model("virtio").build())
                        .await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("vmxnet3");
        assertThatThrownBy(() -> hardware.detachNic("52:54:00:00:00:09").await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(hardware.nics()).hasSize(1);
    }
}
