/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.api.machine.UsbDevice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Devices of the made-up machines, and who gets them. */
class DeviceTest {
    @Test
    void theKvmHostHasAnAdapterWithVirtualFunctions() {
        try (Hypervisor host = FakeHost.kvm().open()) {
            PciDevice adapter = (PciDevice) device(host, "0000:3b:00.0");
            List<PciDevice> functions = host.devices().stream()
                    .filter(PciDevice.class::isInstance)
                    .map(PciDevice.class::cast)
                    .filter(PciDevice::isVirtualFunction)
                    .toList();

            assertThat(adapter.sriov().orElseThrow().current())
                    .isEqualTo(functions.size())
                    .isEqualTo(4);
            assertThat(functions).allSatisfy(function -> {
                assertThat(function.physicalFunction()).contains(adapter.pciAddress());
                assertThat(function.assignability().state()).isEqualTo(Assignability.State.READY);
                assertThat(function.iommuGroup()).isPresent();
            });
            assertThat(functions).extracting(PciDevice::iommuGroup).doesNotHaveDuplicates();
        }
    }

    @Test
    void xenShowsNoIommuGroups() {
        try (Hypervisor host = FakeHost.xen().open()) {
            assertThat(host.devices())
                    .isNotEmpty()
                    .allSatisfy(device -> assertThat(device.iommuGroup()).isEmpty());
        }
    }

    @Test
    void aDeviceBelongsToOneGuestAtATime() throws InterruptedException {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING).withGuest("db", GuestState.STOPPED);
        try (Hypervisor host = fake.open();
                RecordedEvents events = new RecordedEvents(fake, host)) {
            PassthroughDevice function = device(host, "0000:3b:01.0");
            DeviceAssignment web = assignment(host, "web");
            DeviceAssignment db = assignment(host, "db");

            assertThat(web.attach(function).await().address()).isEqualTo("0000:3b:01.0");

            assertThat(web.attached()).extracting(PassthroughDevice::address).containsExactly("0000:3b:01.0");
            Assignability shown = device(host, "0000:3b:01.0").assignability();
            assertThat(shown.blockers())
                    .containsExactly(new Blocker(Blocker.Kind.IN_USE, "guest web has pci 0000:3b:01.0"));
            assertThatThrownBy(() -> db.attach(function).await())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessage("fake: attach guest db: guest web has pci 0000:3b:01.0; detach it there first");
            assertThatThrownBy(() -> web.attach(function).await())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessageContaining("it has pci 0000:3b:01.0 already");
            assertThatThrownBy(() -> db.detach(function).await()).isInstanceOf(HypervisorException.NotFound.class);

            web.detach(function).await();
            assertThat(device(host, "0000:3b:01.0").assignability().state()).isEqualTo(Assignability.State.READY);
            db.attach(function).await();
            assertThat(events.textUntilNow()).containsExactly("web changed", "web changed", "db changed");
        }
    }

    @Test
    void anUndefinedGuestGivesItsDevicesBack() {
        try (Hypervisor host = FakeHost.kvm()
                .withGuest("web", GuestState.STOPPED)
                .withGuest("db", GuestState.STOPPED)
                .open()) {
            PassthroughDevice accelerator = device(host, "0000:af:00.0");
            assignment(host, "web").attach(accelerator).await();
            host.findGuest("web").orElseThrow().undefine().await();

            assertThat(assignment(host, "db").attach(accelerator).await().address())
                    .isEqualTo("0000:af:00.0");
        }
    }

    @Test
    void refusesWhatIsBlockedAndSaysWhy() {
        try (Hypervisor host =
                FakeHost.kvm().withGuest("web", GuestState.RUNNING).open()) {
            DeviceAssignment web = assignment(host, "web");

            assertThatThrownBy(() -> web.attach(device(host, "0000:17:00.0")).await())
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("carries the root file system");
            assertThatThrownBy(() -> web.attach(pci("0000:99:00.0").build()).await())
                    .isInstanceOf(HypervisorException.NotFound.class)
                    .hasMessageContaining("the host has no device pci 0000:99:00.0");
            assertThatThrownBy(() ->
                            web.attach(DeviceNode.builder("/dev/fuse").build()).await())
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("devices of the kind node");
        }
    }

    @Test
    void saysWhatToDoWithoutIommu() {
        FakeHost fake = FakeHost.kvm()
                .withGuest("web", GuestState.RUNNING)
                .withDevice(pci("0000:01:00.0").build());
        try (Hypervisor host = fake.open()) {
            assertThatThrownBy(() -> assignment(host, "web")
                            .attach(device(host, "0000:01:00.0"))
                            .await())
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("has no IOMMU group")
                    .hasMessageContaining("intel_iommu=on");
        }
    }

    @Test
    void aGroupGoesToOneGuestOnly() {
        FakeHost fake = FakeHost.kvm()
                .withGuest("web", GuestState.RUNNING)
                .withGuest("db", GuestState.RUNNING)
                .withDevice(pci("0000:01:00.0").iommuGroup(7).build())
                .withDevice(pci("0000:01:00.1").iommuGroup(7).build());
        try (Hypervisor host = fake.open()) {
            PassthroughDevice second = device(host, "0000:01:00.1");
            assignment(host, "web").attach(device(host, "0000:01:00.0")).await();

            assertThatThrownBy(() -> assignment(host, "db").attach(second).await())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessageContaining("guest web has pci 0000:01:00.0 of its IOMMU group 7");
            assignment(host, "web").attach(second).await();
            assertThat(assignment(host, "web").attached()).hasSize(2);
        }
    }

    @Test
    void aGroupIsNotFreeWhileTheHostUsesAPartOfIt() {
        FakeHost fake = FakeHost.kvm()
                .withGuest("web", GuestState.RUNNING)
                .withDevice(pci("0000:01:00.0").iommuGroup(7).build())
                .withDevice(pci("0000:00:01.0")
                        .iommuGroup(7)
                        .classCode("0604")
                        .driver("pcieport")
                        .build())
                .withDevice(pci("0000:01:00.1")
                        .iommuGroup(7)
                        .driver("snd_hda_intel")
                        .build());
        try (Hypervisor host = fake.open()) {
            DeviceAssignment web = assignment(host, "web");
            assertThatThrownBy(() -> web.attach(device(host, "0000:01:00.0")).await())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessageContaining(
                            "pci 0000:01:00.1 of its IOMMU group 7 is bound to the host driver snd_hda_intel");

            fake.withDevice(pci("0000:01:00.1").iommuGroup(7).driver("vfio-pci").build());
            web.attach(device(host, "0000:01:00.0")).await();
            assertThat(web.attached()).hasSize(1);
        }
    }

    @Test
    void vsphereGivesPciDevicesToStoppedMachinesOnly() {
        try (Hypervisor host =
                FakeHost.vsphere().withGuest("web", GuestState.RUNNING).open()) {
            Guest web = host.findGuest("web").orElseThrow();
            PassthroughDevice accelerator = device(host, "0000:c1:00.0");
            DeviceAssignment devices = assignment(host, "web");

            assertThatThrownBy(() -> devices.attach(accelerator).await())
                    .isInstanceOf(HypervisorException.WrongState.class)
                    .hasMessageContaining("stop it first");
            assertThat(devices.attached()).isEmpty();
            web.stop().await();
            devices.attach(accelerator).await();
            assertThat(devices.attached()).hasSize(1);
        }
    }

    @Test
    void aSpecificationGivesDevicesOrMakesNothing() {
        try (Hypervisor host = FakeHost.kvm().open()) {
            PassthroughDevice function = device(host, "0000:3b:01.2");
            PassthroughDevice disk = device(host, "0000:17:00.0");
            GuestSpec web = GuestSpec.builder("web").device(function).build();
            GuestSpec wrong =
                    GuestSpec.builder("db").device(function).device(disk).build();
            GuestSpec twice =
                    GuestSpec.builder("db").device(function).device(function).build();

            assertThatThrownBy(() -> host.define(wrong).await()).isInstanceOf(HypervisorException.Unsupported.class);
            assertThatThrownBy(() -> host.define(twice).await()).isInstanceOf(HypervisorException.Conflict.class);
            assertThat(host.guests()).isEmpty();
            host.define(web).await();
            assertThat(assignment(host, "web").attached())
                    .extracting(PassthroughDevice::address)
                    .containsExactly("0000:3b:01.2");
        }
    }

    @Test
    void aContainerGetsDeviceNodesWhenItIsMade() {
        try (Hypervisor host = FakeHost.containers().open()) {
            GuestSpec.Builder spec = GuestSpec.builder("web").boot(BootSource.image("debian:12", List.of()));
            host.define(spec.device(device(host, "/dev/fuse")).build()).await();

            assertThat(device(host, "/dev/fuse").assignability().blockers())
                    .extracting(Blocker::detail)
                    .containsExactly("guest web has node /dev/fuse");
        }
    }

    @Test
    void keepsAllThatIsKnownOfADeviceInUse() {
        PciDevice pci = pci("0000:01:00.0")
                .vendorId("8086")
                .deviceId("1592")
                .subsystemVendorId("8086")
                .subsystemDeviceId("0002")
                .classCode("0200")
                .name("adapter")
                .driver("vfio-pci")
                .sriov(new Sriov(8, 0))
                .physicalFunction(PciAddress.parse("0000:02:00.0"))
                .resetMethods(List.of("flr"))
                .numaNode(1)
                .iommuGroup(3)
                .build();

        PciDevice seen = (PciDevice) whileInUse(FakeHost.kvm(), pci);

        assertThat(facts(seen)).isEqualTo(facts(pci));
        assertThat(List.of(seen.vendorId(), seen.deviceId(), seen.subsystemVendorId(), seen.subsystemDeviceId()))
                .isEqualTo(List.of(pci.vendorId(), pci.deviceId(), pci.subsystemVendorId(), pci.subsystemDeviceId()));
        assertThat(List.of(seen.classCode(), seen.sriov(), seen.physicalFunction(), seen.resetMethods()))
                .isEqualTo(List.of(pci.classCode(), pci.sriov(), pci.physicalFunction(), pci.resetMethods()));
    }

    @Test
    void keepsAllThatIsKnownOfDevicesOfOtherKindsInUse() {
        UsbDevice usb = UsbDevice.builder("1-4")
                .vendorId("0403")
                .deviceId("6001")
                .classCode("ff")
                .serial("A1")
                .bus(1)
                .device(3)
                .name("adapter")
                .driver("ftdi_sio")
                .build();
        MediatedDevice mediated = MediatedDevice.builder("c0ffee")
                .type("nvidia-35")
                .parent(PciAddress.parse("0000:01:00.0"))
                .iommuGroup(4)
                .build();
        DeviceNode node =
                DeviceNode.builder("/dev/null").major(1).minor(3).numaNode(0).build();

        UsbDevice usbSeen = (UsbDevice) whileInUse(FakeHost.xen(), usb);
        MediatedDevice mediatedSeen = (MediatedDevice) whileInUse(FakeHost.kvm(), mediated);
        DeviceNode nodeSeen = (DeviceNode) whileInUse(FakeHost.containers(), node);

        assertThat(List.of(facts(usbSeen), facts(mediatedSeen), facts(nodeSeen)))
                .isEqualTo(List.of(facts(usb), facts(mediated), facts(node)));
        assertThat(List.of(usbSeen.vendorId(), usbSeen.deviceId(), usbSeen.classCode(), usbSeen.serial()))
                .isEqualTo(List.of(usb.vendorId(), usb.deviceId(), usb.classCode(), usb.serial()));
        assertThat(List.of(usbSeen.bus(), usbSeen.device())).isEqualTo(List.of(usb.bus(), usb.device()));
        assertThat(mediatedSeen.type()).isEqualTo(mediated.type());
        assertThat(mediatedSeen.parent()).isEqualTo(mediated.parent());
        assertThat(List.of(nodeSeen.major(), nodeSeen.minor())).isEqualTo(List.of(node.major(), node.minor()));
    }

    private static List<Object> facts(PassthroughDevice device) {
        return List.of(
                device.kind(),
                device.address(),
                device.name(),
                device.driver(),
                device.iommuGroup(),
                device.numaNode());
    }

    /** How a host shows the device while a guest has it. */
    private static PassthroughDevice whileInUse(FakeHost fake, PassthroughDevice device) {
        fake.withDevice(device);
        try (Hypervisor host = fake.open()) {
            GuestSpec.Builder spec = GuestSpec.builder("web").device(device);
            if (device instanceof DeviceNode) {
                spec.boot(BootSource.image("debian:12", List.of()));
            }
            host.define(spec.build()).await();
            PassthroughDevice seen = device(host, device.address());
            assertThat(seen.assignability().blockers())
                    .extracting(Blocker::kind)
                    .containsExactly(Blocker.Kind.IN_USE);
            return seen;
        }
    }

    private static PciDevice.Builder pci(String address) {
        return PciDevice.builder(PciAddress.parse(address));
    }

    private static PassthroughDevice device(Hypervisor host, String address) {
        return host.devices().stream()
                .filter(device -> device.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static DeviceAssignment assignment(Hypervisor host, String guest) {
        return host.findGuest(guest)
                .orElseThrow()
                .capability(DeviceAssignment.class)
                .require();
    }
}
