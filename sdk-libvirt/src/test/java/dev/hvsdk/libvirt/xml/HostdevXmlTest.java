/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostdevXmlTest {
    /** A bus of 0x3b that became a slot of 59 is the error of apache/cloudstack 12960. */
    @Test
    void writesTheAddressInHexadecimalWhereItBelongs() {
        HostdevXml device = HostdevXml.of(
                PciDevice.builder(PciAddress.parse("0000:3b:00.0")).build());

        assertThat(device.toXml()).isEqualTo("""
                <hostdev mode='subsystem' type='pci' managed='yes'>
                  <source>
                    <address domain='0x0000' bus='0x3b' slot='0x00' function='0x0'/>
                  </source>
                </hostdev>
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000:00:00.0", "0000:3b:00.0", "0000:d6:1f.7", "ffff:ff:10.1", "10000:01:00.0"})
    void readsBackTheAddress(String address) {
        HostdevXml written = HostdevXml.pci(PciAddress.parse(address));
        HostdevXml read = new HostdevXml(XmlElement.parse(written.toXml()));

        assertThat(read.pciAddress()).contains(PciAddress.parse(address));
        assertThat(read.device().orElseThrow().address()).isEqualTo(address);
    }

    @Test
    void readsAddressesInDecimalToo() {
        HostdevXml device = new HostdevXml(XmlElement.parse(
                "<hostdev type='pci'><source><address bus='59' slot='8' function='1'/></source></hostdev>"));

        assertThat(device.pciAddress()).contains(PciAddress.parse("0000:3b:08.1"));
    }

    @Test
    void readsNoAddressThatIsNone() {
        HostdevXml device = new HostdevXml(XmlElement.parse(
                "<hostdev type='pci'><source><address bus='0x3b' slot='0x3b' function='0'/></source></hostdev>"));

        assertThat(device.pciAddress()).isEmpty();
        assertThat(device.device()).isEmpty();
    }

    @Test
    void namesUsbDevicesByIdsAndPlace() {
        UsbDevice usb = UsbDevice.builder("1-1.4")
                .vendorId("046d")
                .deviceId("c52b")
                .bus(1)
                .device(12)
                .build();
        HostdevXml device = HostdevXml.of(usb);

        assertThat(device.vendorId()).contains("046d");
        assertThat(device.productId()).contains("c52b");
        assertThat(device.usbBus()).hasValue(1);
        assertThat(device.usbDevice()).hasValue(12);
        assertThat(device.names(usb)).isTrue();
        assertThat(device.names(UsbDevice.builder("1-1.5").bus(1).device(13).build()))
                .isFalse();
        assertThat(HostdevXml.usb("046d", "c52b").names(usb)).isTrue();
        assertThat(HostdevXml.usb("046d", "c52b").device()).isEmpty();
    }

    @Test
    void namesMediatedDevicesByUuid() {
        String uuid = "4b20d080-1b54-4048-85b3-a6a62d165c01";
        HostdevXml device = HostdevXml.of(MediatedDevice.builder(uuid).build());

        assertThat(device.mdevUuid()).contains(uuid);
        assertThat(device.device()).contains(MediatedDevice.builder(uuid).build());
        assertThat(device.names(
                        PciDevice.builder(PciAddress.parse("0000:3b:00.0")).build()))
                .isFalse();
    }

    @Test
    void refusesWhatLibvirtDoesNotPassThrough() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostdevXml.of(DeviceNode.builder("/dev/fuse").build()))
                .withMessageContaining("node");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostdevXml.of(UsbDevice.builder("1-1").build()));
        assertThatIllegalArgumentException().isThrownBy(() -> HostdevXml.usb("46d", "c52b"));
        assertThatIllegalArgumentException().isThrownBy(() -> HostdevXml.usb("0x046d", "c52b"));
    }
}
