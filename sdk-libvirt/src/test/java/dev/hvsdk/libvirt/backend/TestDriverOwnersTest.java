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
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.libvirt.internal.natives.NeedsLibvirt;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** USB and mediated devices that libvirt's test driver makes up, which guests name in each way there is; the last of each is free. */
@NeedsLibvirt
class TestDriverOwnersTest {
    private static final String TAKEN = "4b20d080-1b54-4048-85b3-a6a62d165c01";
    private static final String FREE = "4b20d080-1b54-4048-85b3-a6a62d165c02";

    private Hypervisor host;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        String devices =
                usb("1-1", 11, "0001") + usb("1-2", 12, "0002") + usb("1-3", 13, "0003") + mdev(TAKEN) + mdev(FREE);
        String guests = guest("by-ids", "usb", "<vendor id='0x046d'/><product id='0x0001'/>")
                + guest("by-place", "usb", "<address bus='1' device='12'/>")
                + guest("by-uuid", "mdev' model='vfio-pci", "<address uuid='" + TAKEN + "'/>")
                + guest("without", "usb", "<address bus='7' device='7'/>");
        Path file = directory.resolve("owners.xml");
        Files.writeString(file, "<node>" + root() + devices + guests + "</node>");
        host = new LibvirtProvider().open(ConnectSpec.of(URI.create("test://" + file)));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static String root() {
        return "<device><name>computer</name><capability type='system'><hardware>"
                + "<uuid>4c4c4544-0042-5310-8057-c4c04f4d3532</uuid></hardware><firmware/></capability></device>";
    }

    private static String usb(String port, int number, String product) {
        return "<device><name>usb_" + port.replace('-', '_') + "</name><path>/sys/devices/usb1/" + port
                + "</path><parent>computer</parent><capability type='usb_device'><bus>1</bus><device>" + number
                + "</device><product id='0x" + product + "'>Stick</product><vendor id='0x046d'>Maker</vendor>"
                + "</capability></device>";
    }

    private static String mdev(String uuid) {
        return "<device><name>mdev_" + uuid.replace('-', '_') + "</name><parent>computer</parent>"
                + "<capability type='mdev'><type id='nvidia-1'/><uuid>" + uuid
                + "</uuid><iommuGroup number='9'/></capability></device>";
    }

    private static String guest(String name, String type, String source) {
        return "<domain type='test'><name>" + name + "</name><memory>65536</memory><os><type>hvm</type></os><devices>"
                + "<hostdev mode='subsystem' type='" + type + "'><source>" + source
                + "</source></hostdev></devices></domain>";
    }

    private PassthroughDevice listed(String address) {
        return host.devices().stream()
                .filter(device -> device.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private Guest guest(String name) {
        return host.findGuest(name).orElseThrow();
    }

    private void assertTaken(String address, String owner) {
        Assignability assignability = listed(address).assignability();
        assertThat(assignability.blockers()).singleElement().satisfies(blocker -> {
            assertThat(blocker.kind()).isEqualTo(Blocker.Kind.IN_USE);
            assertThat(blocker.toString()).contains(guest(owner).id().value());
        });
    }

    @Test
    void saysWhichGuestHasAUsbDeviceOrAMediatedOne() {
        assertTaken("1-1", "by-ids");
        assertTaken("1-2", "by-place");
        assertTaken(TAKEN, "by-uuid");
        assertThat(listed("1-3").assignability().blockers()).isEmpty();
        assertThat(listed(FREE).assignability().blockers()).isEmpty();
    }

    @Test
    void keepsAllElseThatIsKnownOfATakenDevice() {
        UsbDevice usb = (UsbDevice) listed("1-1");
        MediatedDevice mediated = (MediatedDevice) listed(TAKEN);

        assertThat(usb.vendorId()).contains("046d");
        assertThat(usb.deviceId()).contains("0001");
        assertThat(usb.bus()).hasValue(1);
        assertThat(usb.device()).hasValue(11);
        assertThat(usb.name()).contains("Maker Stick");
        assertThat(mediated.type()).contains("nvidia-1");
        assertThat(mediated.iommuGroup()).hasValue(9);
    }

    @Test
    void findsTheOwnerOfAUsbDeviceOfWhichTheCallerKnowsTheOtherHalf() {
        UsbDevice byIds =
                UsbDevice.builder("1-2").vendorId("046d").deviceId("0002").build();
        UsbDevice byPlace = UsbDevice.builder("1-1").bus(1).device(11).build();
        DeviceAssignment other =
                guest("without").capability(DeviceAssignment.class).require();

        for (PassthroughDevice device : new PassthroughDevice[] {byIds, byPlace, listed(TAKEN)}) {
            assertThatThrownBy(() -> other.attach(device).await())
                    .as(device.toString())
                    .isInstanceOf(HypervisorException.Conflict.class);
        }
    }
}
