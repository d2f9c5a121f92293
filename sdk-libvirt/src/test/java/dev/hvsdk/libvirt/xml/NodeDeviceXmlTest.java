/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.api.machine.UsbDevice;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NodeDeviceXmlTest {
    static Stream<Arguments> devices() {
        return Corpus.cases("CASES_nodedev.tsv").stream()
                .map(row -> Arguments.argumentSet(
                        row[0], Corpus.text(Corpus.folder().resolve(row[0]))));
    }

    private static NodeDeviceXml corpus(String name) {
        return NodeDeviceXml.parse(Corpus.text(Corpus.folder().resolve("nodedevschemadata/" + name + ".xml")));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void readsEveryCase(String xml) {
        NodeDeviceXml device = NodeDeviceXml.parse(xml);

        assertThat(Dom.same(xml, device.toXml())).isTrue();
        assertThat(device.name()).isPresent();
        assertThat(device.capability()).isPresent();
        assertThat(Readings.of(device)).contains("toPassthroughDevice");
        // One case has a bus of 4294967295, which no device can have.
        boolean possible = device.pciAddress().isPresent()
                || device.capability()
                        .filter(kind -> kind.matches("usb_device|mdev"))
                        .isPresent();
        assertThat(device.toPassthroughDevice().isPresent()).isEqualTo(possible);
    }

    @Test
    void readsAPhysicalFunctionWithItsVirtualOnes() {
        PciDevice device = (PciDevice) corpus("pci_0000_02_10_7_sriov_pf_vfs_all")
                .toPassthroughDevice()
                .orElseThrow();

        assertThat(device.pciAddress()).isEqualTo(PciAddress.parse("0000:02:10.7"));
        assertThat(device.sriov()).contains(new Sriov(7, 4));
        assertThat(device.physicalFunction()).contains(PciAddress.parse("0000:02:00.1"));
        assertThat(device.vendorId()).contains("8086");
        assertThat(device.deviceId()).contains("10ca");
        assertThat(device.name()).contains("Intel Corporation 82576 Virtual Function");
        assertThat(device.iommuGroup()).hasValue(31);
        assertThat(device.numaNode()).hasValue(0);
        assertThat(device.assignability().state()).isEqualTo(Assignability.State.READY);
    }

    @Test
    void readsDecimalBusesOfTheCapability() {
        NodeDeviceXml device = corpus("pci_0000_42_00_0_vpd");

        assertThat(device.pciAddress()).contains(PciAddress.parse("0000:42:00.0"));
        assertThat(device.classCode()).contains("0200");
        assertThat(device.sriov()).contains(new Sriov(16, 0));
        assertThat(device.iommuGroupMembers()).containsExactly(PciAddress.parse("0000:42:00.0"));
    }

    @Test
    void readsAMediatedDeviceWhoseUuidIsInItsName() {
        MediatedDevice device = (MediatedDevice) corpus("mdev_d2441d39_495e_4243_ad9f_beb3f14c23d9")
                .toPassthroughDevice()
                .orElseThrow();

        assertThat(device.address()).isEqualTo("d2441d39-495e-4243-ad9f-beb3f14c23d9");
        assertThat(device.type()).contains("i915-GVTg_V5_8");
        assertThat(device.parent()).contains(PciAddress.parse("0000:00:02.0"));
    }

    @Test
    void readsANetworkInterface() {
        NodeDeviceXml device = corpus("net_00_13_02_b9_f9_d3");

        assertThat(device.networkInterface()).contains("eth0");
        assertThat(device.macAddress()).contains("00:13:02:b9:f9:d3");
        assertThat(device.toPassthroughDevice()).isEmpty();
    }

    @Test
    void namesAUsbDeviceByItsPorts() {
        NodeDeviceXml device = NodeDeviceXml.parse("""
                <device>
                  <name>usb_1_1_4</name>
                  <path>/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.4</path>
                  <driver><name>usb</name></driver>
                  <capability type='usb_device'>
                    <bus>1</bus>
                    <device>12</device>
                    <product id='0xc52b'>Unifying Receiver</product>
                    <vendor id='0x046d'>Logitech, Inc.</vendor>
                  </capability>
                </device>
                """);
        UsbDevice usb = (UsbDevice) device.toPassthroughDevice().orElseThrow();

        assertThat(usb.address()).isEqualTo("1-1.4");
        assertThat(usb.bus()).hasValue(1);
        assertThat(usb.device()).hasValue(12);
        assertThat(usb.name()).contains("Logitech, Inc. Unifying Receiver");
        assertThat(usb.driver()).contains("usb");
    }

    @Test
    void listsTypesOfMediatedDevices() {
        assertThat(corpus("css_0_0_fffe_mdev_types").mediatedTypes()).containsExactly("vfio_ccw-io");
    }

    @Test
    void tellsWhatStandsInTheWay() {
        String xml = """
                <device>
                  <name>pci_0000_3b_00_0</name>
                  <driver><name>nvidia</name></driver>
                  <capability type='pci'>
                    <class>0x030200</class><domain>0</domain><bus>59</bus><slot>0</slot><function>0</function>
                    <iommuGroup number='12'>
                      <address domain='0x0000' bus='0x3b' slot='0x00' function='0x0'/>
                      <address domain='0x0000' bus='0x3b' slot='0x00' function='0x1'/>
                    </iommuGroup>
                    <numa node='-1'/>
                  </capability>
                </device>
                """;
        PciDevice shared = pci(xml);
        PciDevice ungrouped = pci(xml.replaceAll("(?s)<iommuGroup.*</iommuGroup>", ""));
        PciDevice bridge = pci(xml.replace("0x030200", "0x060400"));

        assertThat(shared.assignability().blockers())
                .extracting(Blocker::kind)
                .containsExactly(Blocker.Kind.GROUP_SHARED, Blocker.Kind.BOUND_TO_HOST_DRIVER);
        assertThat(shared.numaNode()).isEmpty();
        assertThat(ungrouped.assignability().blockers())
                .extracting(Blocker::kind)
                .containsExactly(Blocker.Kind.NO_IOMMU);
        assertThat(bridge.assignability().state()).isEqualTo(Assignability.State.BLOCKED);
    }

    private static PciDevice pci(String xml) {
        return (PciDevice) NodeDeviceXml.parse(xml).toPassthroughDevice().orElseThrow();
    }

    @Test
    void asksForAMediatedDevice() {
        NodeDeviceXml device = NodeDeviceXml.mediated("pci_0000_00_02_0", "i915-GVTg_V5_8");

        assertThat(device.parentPciAddress()).contains(PciAddress.parse("0000:00:02.0"));
        assertThat(device.mdevType()).contains("i915-GVTg_V5_8");
        assertThat(Schemas.complaints("nodedev", device.toXml().replace("<parent>", "<name>x</name><parent>")))
                .isEmpty();
    }
}
