/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static dev.hvsdk.kvm.Kvms.bare;
import static dev.hvsdk.kvm.Kvms.newName;
import static dev.hvsdk.kvm.Kvms.remove;
import static dev.hvsdk.kvm.Kvms.spare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices of this machine in definitions of real QEMU guests. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
class KvmDevicesTest {
    private Libvirtd daemon;
    private Hypervisor host;
    private Guest guest;
    private Guest other;

    @BeforeEach
    void open(Libvirtd shared) {
        daemon = shared;
        host = Kvms.open(shared);
        guest = host.define(bare(newName("device")).build()).await();
        other = host.define(bare(newName("device")).build()).await();
    }

    @AfterEach
    void close() {
        remove(guest);
        remove(other);
        host.close();
    }

    private static DeviceAssignment of(Guest guest) {
        return guest.capability(DeviceAssignment.class).require();
    }

    private static List<String> addresses(Guest guest) {
        return of(guest).attached().stream().map(PassthroughDevice::address).toList();
    }

    @Test
    void listsThePciFunctionsThatLibvirtHas() {
        List<String> names = daemon.virsh()
                .run("nodedev-list", "--cap", "pci")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(host.devices().stream().filter(device -> device.kind().equals("pci")))
                .extracting(device -> "pci_" + device.address().replaceAll("[:.]", "_"))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(String::strip).toList());
    }

    @Test
    void defersAPciFunctionToTheNextStartAndTakesItBack() {
        PassthroughDevice device = spare(host);
        of(guest).attach(device).await();
        assertThat(addresses(guest)).containsExactly(device.address());
        assertThatThrownBy(() -> of(other).attach(device).await()).isInstanceOf(HypervisorException.Conflict.class);
        assertThatThrownBy(() -> of(guest).attach(device).await()).isInstanceOf(HypervisorException.Conflict.class);
        of(guest).detach(device).await();
        assertThat(addresses(guest)).isEmpty();
        assertThatThrownBy(() -> of(guest).detach(device).await()).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void givesNobodyTheDeviceThatThisMachineStartedFrom() {
        PassthroughDevice disk = HostInspector.of(HostRoot.live()).devices().stream()
                .filter(device -> device.assignability().blockers().stream()
                        .anyMatch(blocker -> blocker.kind() == Blocker.Kind.CARRIES_ROOT_DISK))
                .findFirst()
                .orElse(null);
        assumeTrue(disk instanceof PciDevice, "not tested: the root disk is no function of PCI here");

        assertThatThrownBy(() -> of(guest).attach(disk).await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("carries the root file system");
        assertThat(addresses(guest)).isEmpty();
    }

    @Test
    void refusesARunningGuestWhatTheHostCannotPass() {
        PassthroughDevice device = spare(host);
        assumeTrue(
                device.assignability().blockers().stream().anyMatch(blocker -> blocker.kind() == Blocker.Kind.NO_IOMMU),
                "not tested: the host has an IOMMU");
        guest.start().await();
        assertThatThrownBy(() -> of(guest).attach(device).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("passthrough");
        assertThat(addresses(guest)).isEmpty();
    }

    @Test
    void givesAUsbDeviceByItsIds() {
        UsbDevice device =
                UsbDevice.builder("1-1").vendorId("1d6b").deviceId("0104").build();
        of(guest).attach(device).await();
        assertThat(daemon.virsh().run("dumpxml", guest.id().value())).contains("0x1d6b", "0x0104");
        assertThatThrownBy(() -> of(other).attach(device).await()).isInstanceOf(HypervisorException.Conflict.class);
        of(guest).detach(device).await();
        assertThat(daemon.virsh().run("dumpxml", guest.id().value())).doesNotContain("0x1d6b");
    }

    @Test
    void twoConnectionsNeverGiveOneDeviceToTwoGuests() {
        UsbDevice device =
                UsbDevice.builder("1-2").vendorId("1d6b").deviceId("0105").build();
        try (Hypervisor second = Kvms.open(daemon)) {
            for (int round = 0; round < 10; round++) {
                Operation<PassthroughDevice> one = of(guest).attach(device);
                Operation<PassthroughDevice> two = of(second.guest(other.id())).attach(device);
                boolean isOne = isGiven(one);
                boolean isTwo = isGiven(two);

                assertThat(isOne && isTwo).isFalse();
                assertThat(isInDefinition(device, guest)).isEqualTo(isOne);
                assertThat(isInDefinition(device, other)).isEqualTo(isTwo);
                if (isOne || isTwo) {
                    of(isOne ? guest : other).detach(device).await();
                }
            }
        }
    }

    private static boolean isGiven(Operation<PassthroughDevice> attach) {
        try {
            attach.await();
            return true;
        } catch (HypervisorException.Conflict e) {
            return false;
        }
    }

    private boolean isInDefinition(UsbDevice device, Guest guest) {
        return daemon.virsh()
                .run("dumpxml", guest.id().value())
                .contains("0x" + device.deviceId().orElseThrow());
    }

    @Test
    void reportsEachFeatureWithWhatLibvirtSays() {
        HostFeatures features = host.capability(HostFeatures.class).require();
        assertThat(features.reports()).hasSameSizeAs(CpuFeature.known());
        boolean hasKvm = daemon.virsh().run("capabilities").contains("<domain type='kvm'");
        assertThat(features.report(CpuFeature.KVM).evidence().stream()
                        .anyMatch(piece -> piece.source().startsWith("libvirt")))
                .isEqualTo(hasKvm);
    }
}
