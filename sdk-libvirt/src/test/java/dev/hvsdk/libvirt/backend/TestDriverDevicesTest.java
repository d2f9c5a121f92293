/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.libvirt.DomainCapabilities;
import dev.hvsdk.libvirt.internal.natives.NeedsLibvirt;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices of a host that libvirt's test driver makes up: two accelerators, one of which a guest has. */
@NeedsLibvirt
class TestDriverDevicesTest {
    private Hypervisor host;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        String xml = "<node>" + root() + gpu("3b", 12) + gpu("5e", 13) + owner() + plain() + "</node>";
        Path file = Files.writeString(directory.resolve("devices.xml"), xml);
        host = new LibvirtProvider().open(ConnectSpec.of(URI.create("test://" + file)));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static String root() {
        return "<device><name>computer</name><capability type='system'><hardware><uuid>4c4c4544-0042-5310-8057-c4c04f4d3532</uuid></hardware><firmware/></capability></device>";
    }

    /** Without a driver, which the test driver of libvirt 9.0 does not take from its file. */
    private static String gpu(String bus, int group) {
        return "<device><name>pci_0000_" + bus
                + "_00_0</name><parent>computer</parent><capability type='pci'><class>0x030200</class><domain>0</domain><bus>"
                + Integer.parseInt(bus, 16)
                + "</bus><slot>0</slot><function>0</function><product id='0x2331'>GH100 [H100 PCIe]</product>"
                + "<vendor id='0x10de'>NVIDIA Corporation</vendor><capability type='virt_functions' maxCount='16'/>"
                + "<iommuGroup number='" + group + "'><address domain='0x0000' bus='0x" + bus
                + "' slot='0x00' function='0x0'/></iommuGroup><numa node='1'/></capability></device>";
    }

    private static String owner() {
        return "<domain type='test'><name>owner</name><memory>65536</memory><os><type>hvm</type></os><devices>"
                + "<hostdev mode='subsystem' type='pci' managed='yes'><source>"
                + "<address domain='0x0000' bus='0x5e' slot='0x00' function='0x0'/></source></hostdev></devices></domain>";
    }

    private static String plain() {
        return "<domain type='test'><name>plain</name><memory>65536</memory><os><type>hvm</type></os></domain>";
    }

    private PciDevice device(String address) {
        return host.devices().stream()
                .filter(device -> device.address().equals(address))
                .map(PciDevice.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private DeviceAssignment of(String guest) {
        Guest found = host.findGuest(guest).orElseThrow();
        return found.capability(DeviceAssignment.class).require();
    }

    @Test
    void listsWhatAGuestCouldBeGivenAndNothingElse() {
        assertThat(host.devices())
                .extracting(PassthroughDevice::address)
                .containsExactlyInAnyOrder("0000:3b:00.0", "0000:5e:00.0");
    }

    @Test
    void readsAllThatLibvirtTells() {
        PciDevice device = device("0000:3b:00.0");
        assertThat(device.vendorId()).contains("10de");
        assertThat(device.deviceId()).contains("2331");
        assertThat(device.classCode()).contains("0302");
        assertThat(device.name()).contains("NVIDIA Corporation GH100 [H100 PCIe]");
        assertThat(device.iommuGroup()).hasValue(12);
        assertThat(device.numaNode()).hasValue(1);
        assertThat(device.sriov()).contains(new Sriov(16, 0));
        assertThat(device.assignability().state()).isEqualTo(Assignability.State.READY);
    }

    @Test
    void saysWhichGuestHasADevice() {
        Assignability assignability = device("0000:5e:00.0").assignability();
        assertThat(assignability.blockers()).singleElement().satisfies(blocker -> {
            assertThat(blocker.kind()).isEqualTo(Blocker.Kind.IN_USE);
            assertThat(blocker.toString())
                    .contains(host.findGuest("owner").orElseThrow().id().value());
        });
    }

    @Test
    void readsTheDevicesOfAGuest() {
        assertThat(of("owner").attached()).containsExactly(device("0000:5e:00.0"));
        assertThat(of("plain").attached()).isEmpty();
    }

    @Test
    void refusesTheDeviceOfAnotherGuest() {
        assertThatThrownBy(() -> of("plain").attach(device("0000:5e:00.0")).await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("0000:5e:00.0");
    }

    @Test
    void passesOnThatTheDriverAttachesNothing() {
        assertThatThrownBy(() -> of("plain").attach(device("0000:3b:00.0")).await())
                .isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void findsNoDeviceToDetachThatTheGuestDoesNotHave() {
        PciDevice other = PciDevice.builder(PciAddress.parse("0000:3b:00.0")).build();
        assertThatThrownBy(() -> of("plain").detach(other).await()).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void saysNothingOfHardwareThatIsMadeUp() {
        assertThat(host.capability(HostFeatures.class).isAvailable()).isFalse();
        assertThat(host.capability(DomainCapabilities.class).isAvailable()).isFalse();
        assertThat(host.capability(DeviceControl.class))
                .asString()
                .containsIgnoringCase("the driver test leaves devices to the host");
    }
}
