/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The disks and network interfaces of guests of fake hosts. */
class VirtualHardwareTest {
    private static final MemorySize SMALL = MemorySize.ofMebibytes(8);

    private final FakeHost fake =
            FakeHost.kvm().withGuest("web", GuestState.STOPPED).withGuest("db", GuestState.RUNNING);
    private final Hypervisor host = fake.open();

    private static VirtualHardware hardware(Hypervisor host, String guest) {
        return host.findGuest(guest)
                .orElseThrow()
                .capability(VirtualHardware.class)
                .require();
    }

    private VirtualHardware of(String guest) {
        return hardware(host, guest);
    }

    private static DiskSpec made(String source) {
        return DiskSpec.builder(source).size(SMALL).build();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    KVM,     vda,     vdb,     virtio, 52:54:00:00:00:01, virtio,   vnet0
                    XEN,     xvda,    xvdb,    xen,    00:16:3e:00:00:01, netfront, vif1.0
                    VSPHERE, scsi0:0, scsi0:1, scsi,   00:50:56:80:00:01, vmxnet3,
                    """)
    void aGuestBeginsWithWhatItWasMadeWith(
            Family family, String first, String second, String bus, String mac, String model, String device) {
        GuestSpec spec = GuestSpec.builder("web")
                .disk(DiskSpec.builder("/srv/a").build())
                .disk(DiskSpec.builder("/srv/b").readOnly(true).build())
                .nic(NicSpec.builder("lan").build())
                .build();
        FakeHost other = FakeHost.of(family).withGuest(spec, GuestState.RUNNING);
        try (Hypervisor connection = other.open()) {
            VirtualHardware hardware = hardware(connection, "web");
            assertThat(hardware.disks()).extracting(GuestDisk::target).containsExactly(first, second);
            assertThat(hardware.disks())
                    .allSatisfy(disk -> assertThat(disk.bus()).contains(bus));
            assertThat(hardware.disks()).extracting(GuestDisk::readOnly).containsExactly(false, true);
            GuestNic.Builder nic = GuestNic.builder(mac).network("lan").model(model);
            if (device != null) {
                nic.device(device);
            }
            assertThat(hardware.nics()).containsExactly(nic.build());
            connection.findGuest("web").orElseThrow().stop().await();
            assertThat(hardware.nics())
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.device()).isEmpty());
        }
    }

    @Test
    void theDriveThatAGuestStartsFromIsOneOfItsDisks() {
        GuestSpec spec = GuestSpec.builder("new")
                .boot(BootSource.cdrom("/iso/debian.iso"))
                .build();
        fake.withGuest(spec, GuestState.RUNNING);

        assertThat(of("new").disks()).singleElement().satisfies(drive -> {
            assertThat(drive.removable()).isTrue();
            assertThat(drive.readOnly()).isTrue();
            assertThat(drive).hasToString("sda: /iso/debian.iso");
        });
        assertThatThrownBy(() -> of("new").detachDisk("sda").await())
                .isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void targetsAreCountedAsLinuxDoesAndTheControllerIsPassedOver() {
        IntStream.range(0, 28)
                .forEach(number -> of("web").attachDisk(made("/srv/" + number)).await());
        assertThat(of("web").disks())
                .extracting(GuestDisk::target)
                .startsWith("vda", "vdb")
                .endsWith("vdz", "vdaa", "vdab");
        try (Hypervisor esx =
                FakeHost.vsphere().withGuest("web", GuestState.STOPPED).open()) {
            IntStream.range(0, 9)
                    .forEach(number -> hardware(esx, "web")
                            .attachDisk(made("/srv/" + number))
                            .await());
            assertThat(hardware(esx, "web").disks())
                    .extracting(GuestDisk::target)
                    .endsWith("scsi0:6", "scsi0:8", "scsi0:9");
        }
    }

    @Test
    void aDiskComesAndGoesWhileTheGuestRuns() throws InterruptedException {
        try (RecordedEvents events = new RecordedEvents(fake, host)) {
            GuestDisk disk = of("db").attachDisk(DiskSpec.builder("/srv/db")
                            .size(SMALL)
                            .format("qcow2")
                            .build())
                    .await();
            assertThat(disk.format()).contains("qcow2");
            assertThat(of("db").disks()).containsExactly(disk);
            assertThat(of("db").detachDisk(disk.target()).await()).isEqualTo(disk);
            assertThat(of("db").disks()).isEmpty();
            assertThat(events.textUntilNow()).containsExactly("db changed", "db changed");
        }
        assertThat(of("db").attachDisk(DiskSpec.builder("/srv/db").build())
                        .await()
                        .target())
                .as("what was behind it is kept")
                .isEqualTo("vda");
    }

    @Test
    void whatIsNotThereIsNotAttached() {
        assertThatThrownBy(() -> of("web")
                        .attachDisk(DiskSpec.builder("/srv/none").build())
                        .await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> of("web")
                        .attachDisk(DiskSpec.builder("default/none").build())
                        .await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() ->
                        of("web").attachNic(NicSpec.builder("none").build()).await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> of("web").detachDisk("vda").await()).isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> of("web").detachNic("52:54:00:00:00:01").await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(of("web").disks()).isEmpty();
        assertThat(of("web").nics()).isEmpty();
    }

    @Test
    void volumesAreFoundByPoolAndByPath() {
        StoragePools storage = host.capability(StoragePools.class).require();
        storage.createVolume("default", VolumeSpec.builder("data", SMALL).build())
                .await();

        assertThat(of("web")
                        .attachDisk(DiskSpec.builder("default/data").build())
                        .await()
                        .source())
                .contains("default/data");
        assertThat(of("db").attachDisk(
                                DiskSpec.builder("/var/lib/libvirt/images/data").build())
                        .await()
                        .target())
                .isEqualTo("vda");
        of("web").attachDisk(made("default/more")).await();
        assertThat(storage.volumes("default")).extracting(StorageVolume::name).containsExactly("data", "more");
        assertThatThrownBy(() -> of("db").attachDisk(made("default/more")).await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("leave its size out");
    }

    @Test
    void aRefusedDiskIsNotMade() {
        StoragePools storage = host.capability(StoragePools.class).require();
        DiskSpec sata = DiskSpec.builder("default/sata").size(SMALL).bus("sata").build();
        DiskSpec strange = DiskSpec.builder("default/x").size(SMALL).bus("mfm").build();

        assertThatThrownBy(() -> of("db").attachDisk(sata).await())
                .isInstanceOf(HypervisorException.WrongState.class)
                .hasMessageContaining("stop it first");
        assertThatThrownBy(() -> of("db").attachDisk(strange).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("virtio");
        assertThat(storage.volumes("default")).isEmpty();
        assertThat(of("web").attachDisk(sata).await().target()).isEqualTo("sda");
    }

    @Test
    void twoGuestsThatRunDoNotShareWhatOneWritesTo() {
        fake.withGuest("third", GuestState.RUNNING);
        of("db").attachDisk(made("/srv/shared")).await();
        DiskSpec shared = DiskSpec.builder("/srv/shared").build();
        DiskSpec readOnly = DiskSpec.builder("/srv/shared").readOnly(true).build();

        assertThatThrownBy(() -> of("db").attachDisk(shared).await()).isInstanceOf(HypervisorException.Conflict.class);
        assertThatThrownBy(() -> of("third").attachDisk(readOnly).await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("guest db has /srv/shared");
        of("db").detachDisk("vda").await();
        of("db").attachDisk(readOnly).await();
        of("third").attachDisk(readOnly).await();
        of("web").attachDisk(shared).await();
    }

    @Test
    void anInterfaceIsKnownByItsAddress() {
        GuestNic nic = of("db").attachNic(
                        NicSpec.builder("default").mac("52:54:00:AB:CD:EF").build())
                .await();
        assertThat(nic.mac()).isEqualTo("52:54:00:ab:cd:ef");
        assertThat(nic.device()).contains("vnet0");
        assertThatThrownBy(() -> of("db").attachNic(NicSpec.builder("default")
                                .mac("52:54:00:ab:cd:ef")
                                .build())
                        .await())
                .isInstanceOf(HypervisorException.Conflict.class);
        assertThatThrownBy(() -> of("db").attachNic(
                                NicSpec.builder("default").model("vmxnet3").build())
                        .await())
                .isInstanceOf(HypervisorException.Unsupported.class);
        assertThat(of("db").detachNic("52:54:00:AB:CD:EF").await()).isEqualTo(nic);
        assertThat(of("db").nics()).isEmpty();
    }

    @Test
    void aNetworkIsInUseAsLongAsAnInterfaceIsInIt() {
        Networks networks = host.capability(Networks.class).require();
        networks.create(NetworkSpec.builder("lab").build()).await();
        GuestNic nic = of("web").attachNic(NicSpec.builder("lab").build()).await();

        assertThatThrownBy(() -> networks.delete("lab").await()).isInstanceOf(HypervisorException.Conflict.class);
        of("web").detachNic(nic.mac()).await();
        assertThat(networks.delete("lab").await()).isEqualTo("lab");
    }

    @Test
    void hardwareGoesBackWithASnapshot() {
        Guest web = host.findGuest("web").orElseThrow();
        Snapshots snapshots = web.capability(Snapshots.class).require();
        snapshots.create(SnapshotSpec.builder("bare").build()).await();
        of("web").attachDisk(made("/srv/web")).await();
        snapshots.revert("bare").await();
        assertThat(of("web").disks()).isEmpty();
    }

    @Test
    void hardwareMovesWithItsGuestAndIsPluggedInThere() {
        of("db").attachDisk(made("/srv/db")).await();
        GuestNic nic = of("db").attachNic(NicSpec.builder("default").build()).await();
        FakeHost there = FakeHost.kvm()
                .withGuest(
                        GuestSpec.builder("other")
                                .nic(NicSpec.builder("default").build())
                                .build(),
                        GuestState.RUNNING);
        try (Hypervisor destination = there.open()) {
            host.findGuest("db")
                    .orElseThrow()
                    .capability(LiveMigration.class)
                    .require()
                    .migrateTo(destination)
                    .await();
            assertThat(hardware(destination, "db").disks()).hasSize(1);
            assertThat(hardware(destination, "db").nics()).singleElement().satisfies(moved -> {
                assertThat(moved.mac()).isEqualTo(nic.mac());
                assertThat(moved.device()).contains("vnet1");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HostCall.class,
            names = {"ATTACH_DISK", "DETACH_DISK", "ATTACH_NIC", "DETACH_NIC"})
    void failsOnDemand(HostCall call) {
        GuestDisk disk = of("db").attachDisk(made("/srv/db")).await();
        GuestNic nic = of("db").attachNic(NicSpec.builder("default").build()).await();
        fake.faults().on(call).fail(HypervisorException.TimedOut.class);
        Map<HostCall, Runnable> all = Map.of(
                HostCall.ATTACH_DISK,
                        () -> of("db").attachDisk(made("/srv/more")).await(),
                HostCall.DETACH_DISK, () -> of("db").detachDisk(disk.target()).await(),
                HostCall.ATTACH_NIC,
                        () -> of("db").attachNic(NicSpec.builder("default").build())
                                .await(),
                HostCall.DETACH_NIC, () -> of("db").detachNic(nic.mac()).await());

        assertThatThrownBy(requireNonNull(all.get(call))::run).isInstanceOf(HypervisorException.TimedOut.class);
        assertThat(of("db").disks()).containsExactly(disk);
        assertThat(of("db").nics()).containsExactly(nic);
        assertThat(fake.journal().entries())
                .last()
                .satisfies(entry -> assertThat(entry.call()).isEqualTo(HostCall.READ_GUEST));
    }
}
