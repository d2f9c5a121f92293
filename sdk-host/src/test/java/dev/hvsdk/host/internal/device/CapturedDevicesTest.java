/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Assignability.State;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.host.testing.CapturedHosts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares what is read with what lspci and the groups said on the recorded hosts. */
class CapturedDevicesTest {
    private static Stream<PassthroughDevice> devices(String host) {
        return DeviceReader.read(CapturedHosts.read(host)).devices().stream();
    }

    private static Stream<PciDevice> pci(String host) {
        return devices(host).filter(PciDevice.class::isInstance).map(PciDevice.class::cast);
    }

    private static PciDevice pci(String host, String address) {
        return pci(host)
                .filter(device -> device.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static List<Kind> blockers(PciDevice device) {
        return device.assignability().blockers().stream().map(Blocker::kind).toList();
    }

    @Test
    void listsTheFunctionsInTheOrderOfTheirAddresses() {
        assertThat(pci("linux-vtd").map(PciDevice::address))
                .containsExactly(
                        "0000:00:00.0",
                        "0000:00:01.0",
                        "0000:00:02.0",
                        "0000:00:05.0",
                        "0000:00:06.0",
                        "0000:00:07.0",
                        "0000:00:09.0",
                        "0000:00:0a.0",
                        "0000:00:0b.0",
                        "0000:00:1f.0",
                        "0000:00:1f.2",
                        "0000:00:1f.3",
                        "0000:01:00.0",
                        "0000:02:00.0");
    }

    @ParameterizedTest
    @CsvSource({
        "0000:00:00.0, 8086, 29c0, 1af4, 1100, 0600, '',         0",
        "0000:00:01.0, 1af4, 1009, 1af4, 0009, 0002, virtio-pci, 1",
        "0000:00:05.0, 1b36, 000c, 1b36, 0000, 0604, pcieport,   3",
        "0000:00:0b.0, 1234, 11e8, 1af4, 1100, 00ff, '',         8",
        "0000:00:1f.3, 8086, 2930, 1af4, 1100, 0c05, '',         9",
        "0000:01:00.0, 8086, 10d3, 8086, 0000, 0200, e1000e,    10",
        "0000:02:00.0, 1b36, 0010, 1af4, 1100, 0108, nvme,      11"
    })
    void readsIdsClassDriverAndGroupAsLspciShowsThem(
            String address,
            String vendor,
            String device,
            String subsystemVendor,
            String subsystemDevice,
            String classCode,
            String driver,
            int group) {
        PciDevice function = pci("linux-vtd", address);

        assertThat(function.vendorId()).contains(vendor);
        assertThat(function.deviceId()).contains(device);
        assertThat(function.subsystemVendorId()).contains(subsystemVendor);
        assertThat(function.subsystemDeviceId()).contains(subsystemDevice);
        assertThat(function.classCode()).contains(classCode);
        assertThat(function.driver().orElse("")).isEqualTo(driver);
        assertThat(function.iommuGroup()).hasValue(group);
        assertThat(function.numaNode()).isEmpty();
    }

    @Test
    void readsResetMethodsInTheKernelsOrder() {
        assertThat(pci("linux-vtd", "0000:01:00.0").resetMethods()).containsExactly("pm", "bus");
        assertThat(pci("linux-vtd", "0000:02:00.0").resetMethods()).containsExactly("flr", "bus");
    }

    @Test
    void readsSriovWithoutVirtualFunctions() {
        assertThat(pci("linux-vtd", "0000:02:00.0").sriov()).contains(new Sriov(4, 0));
        assertThat(pci("linux-vtd", "0000:01:00.0").sriov()).isEmpty();
    }

    @Test
    void readsVirtualFunctionsAndTheirOwner() {
        assertThat(pci("linux-vtd-vfs", "0000:02:00.0").sriov()).contains(new Sriov(4, 2));
        assertThat(pci("linux-vtd-vfs").filter(PciDevice::isVirtualFunction).map(PciDevice::address))
                .containsExactly("0000:02:00.1", "0000:02:00.2");
        assertThat(pci("linux-vtd-vfs", "0000:02:00.2").physicalFunction()).contains(PciAddress.parse("0000:02:00.0"));
        assertThat(pci("linux-vtd-vfs", "0000:02:00.1").iommuGroup()).hasValue(12);
    }

    @Test
    void findsAFunctionOnAHostDriverPreparable() {
        PciDevice nic = pci("linux-vtd", "0000:01:00.0");

        assertThat(nic.assignability().state()).isEqualTo(State.PREPARABLE);
        assertThat(blockers(nic)).containsExactly(Kind.BOUND_TO_HOST_DRIVER);
        assertThat(nic.assignability().remedy()).contains("bind 0000:01:00.0 to vfio-pci");
        assertThat(nic.assignability().cautions()).isEmpty();
    }

    @Test
    void findsFunctionsOnVfioReady() {
        assertThat(pci("linux-vtd-vfio", "0000:01:00.0").assignability().state())
                .isEqualTo(State.READY);
        assertThat(pci("linux-vtd-vfio", "0000:02:00.1").assignability().state())
                .isEqualTo(State.READY);
    }

    @Test
    void findsAnUnboundVirtualFunctionPreparableWithNothingInTheWay() {
        Assignability assignability = pci("linux-vtd-vfs", "0000:02:00.1").assignability();

        assertThat(assignability.state()).isEqualTo(State.PREPARABLE);
        assertThat(assignability.blockers()).isEmpty();
        assertThat(assignability.remedy()).contains("bind 0000:02:00.1 to vfio-pci");
    }

    @Test
    void namesVirtualFunctionsThatKeepTheirOwnerInUse() {
        Assignability owner = pci("linux-vtd-vfs", "0000:02:00.0").assignability();

        // The recording has no list of mounts, and the owner is a disk in use.
        assertThat(owner.state()).isEqualTo(State.UNKNOWN);
        assertThat(owner.remedy())
                .hasValueSatisfying(text -> assertThat(text)
                        .contains(
                                "which disk the host starts from is not known",
                                "assign its virtual functions instead"));
    }

    @Test
    void namesEverySiblingOfAGroup() {
        PciDevice sata = pci("linux-vtd", "0000:00:1f.2");

        assertThat(sata.assignability().state()).isEqualTo(State.PREPARABLE);
        assertThat(sata.assignability().blockers())
                .containsExactly(new Blocker(
                        Kind.GROUP_SHARED,
                        "IOMMU group 9 is shared with 0000:00:1f.0 (no driver), 0000:00:1f.3 (no driver)"));
        assertThat(sata.assignability().remedy()).contains("bind all of them to vfio-pci: 0000:00:1f.2, 0000:00:1f.3");
    }

    @ParameterizedTest
    @CsvSource({"0000:00:00.0", "0000:00:05.0", "0000:00:1f.0"})
    void findsBridgesNotAssignableByNature(String address) {
        PciDevice bridge = pci("linux-vtd", address);

        assertThat(bridge.assignability().state()).isEqualTo(State.BLOCKED);
        assertThat(blockers(bridge)).containsExactly(Kind.NOT_ASSIGNABLE_BY_NATURE);
    }

    @Test
    void cautionsAgainstAFunctionThatCannotBeReset() {
        assertThat(pci("linux-vtd", "0000:00:09.0").assignability().cautions())
                .extracting(Blocker::kind)
                .containsExactly(Kind.NO_RESET);
    }

    @Test
    void readsTheGroupsOfAmdVi() {
        assertThat(pci("linux-amdvi").map(PciDevice::iommuGroup))
                .anySatisfy(group -> assertThat(group).isPresent());
        assertThat(pci("linux-amdvi").map(device -> device.assignability().blockers()))
                .allSatisfy(blockers -> assertThat(blockers)
                        .extracting(Blocker::kind)
                        .doesNotContain(Kind.NO_IOMMU, Kind.NO_INTERRUPT_REMAPPING));
    }

    @Test
    void findsAnIommuItselfNotAssignable() {
        assertThat(pci("xen-dom0-amdvi", "0000:00:04.0").assignability().blockers())
                .extracting(Blocker::kind)
                .containsExactly(Kind.NOT_ASSIGNABLE_BY_NATURE);
    }

    @Test
    void asksXenWhereXenKeepsTheIommu() {
        Assignability assignability = pci("xen-dom0-amdvi", "0000:01:00.0").assignability();

        assertThat(assignability.state()).isEqualTo(State.UNKNOWN);
        assertThat(assignability.remedy())
                .hasValueSatisfying(remedy ->
                        assertThat(remedy).contains("xl info").contains("xl pci-assignable-add 0000:01:00.0"));
    }

    @Test
    void listsTheNodesOfVfioWithTheirGroups() {
        assertThat(devices("linux-vtd-vfio").filter(DeviceNode.class::isInstance))
                .extracting(PassthroughDevice::address)
                .containsExactly("/dev/kvm", "/dev/vfio/vfio", "/dev/vfio/10", "/dev/vfio/12");
        assertThat(devices("linux-vtd-vfio").filter(device -> device.address().equals("/dev/vfio/10")))
                .extracting(PassthroughDevice::iommuGroup)
                .singleElement()
                .satisfies(group -> assertThat(group).hasValue(10));
    }
}
