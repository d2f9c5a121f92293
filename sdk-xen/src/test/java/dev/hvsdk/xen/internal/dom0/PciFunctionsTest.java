/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import org.junit.jupiter.api.Test;

/** What find, grep and xl printed in the dom0 of the lab; parts are left out. */
class PciFunctionsTest {
    private static final PciAddress CARD = PciAddress.parse("0000:01:00.0");

    private static final String VALUES = """
            /sys/bus/pci/devices/0000:00:05.0/vendor:0x1b36
            /sys/bus/pci/devices/0000:00:05.0/class:0x060400
            /sys/bus/pci/devices/0000:01:00.0/subsystem_device:0x0000
            /sys/bus/pci/devices/0000:01:00.0/vendor:0x8086
            /sys/bus/pci/devices/0000:01:00.0/class:0x020000
            /sys/bus/pci/devices/0000:01:00.0/numa_node:-1
            /sys/bus/pci/devices/0000:01:00.0/device:0x10d3
            /sys/bus/pci/devices/0000:01:00.0/subsystem_vendor:0x8086
            """;

    private static final String DRIVERS = """
            /sys/bus/pci/drivers/pcieport/0000:00:05.0
            /sys/bus/pci/drivers/e1000e/0000:01:00.0
            """;

    private static final String KEPT = DRIVERS.replace("e1000e", "pciback");

    @Test
    void readsWhatAFunctionIs() {
        PciDevice card = PciFunctions.parse(VALUES, DRIVERS, "").device(CARD, true);

        assertThat(card.vendorId()).hasValue("8086");
        assertThat(card.deviceId()).hasValue("10d3");
        assertThat(card.subsystemVendorId()).hasValue("8086");
        assertThat(card.classCode()).hasValue("0200");
        assertThat(card.driver()).hasValue("e1000e");
        assertThat(card.numaNode()).isEmpty();
        assertThat(card.iommuGroup()).isEmpty();
    }

    @Test
    void tellsWhatStandsInTheWay() {
        PciFunctions bound = PciFunctions.parse(VALUES, DRIVERS, "");

        assertThat(bound.device(CARD, true).assignability().state()).isEqualTo(Assignability.State.PREPARABLE);
        assertThat(bound.device(CARD, false).assignability().blockers())
                .extracting(Blocker::kind)
                .containsExactly(Blocker.Kind.NO_IOMMU);
        assertThat(bound.devices(true).get(0).assignability().blockers())
                .extracting(Blocker::kind)
                .containsExactly(Blocker.Kind.NOT_ASSIGNABLE_BY_NATURE);
    }

    @Test
    void tellsWhatIsReadyFromWhatAGuestHas() {
        assertThat(PciFunctions.parse(VALUES, KEPT, "0000:01:00.0 \n")
                        .device(CARD, true)
                        .assignability())
                .isEqualTo(Assignability.ready());
        assertThat(PciFunctions.parse(VALUES, KEPT, "")
                        .device(CARD, true)
                        .assignability()
                        .blockers())
                .extracting(Blocker::kind)
                .containsExactly(Blocker.Kind.IN_USE);
    }

    @Test
    void readsTheFunctionsOfAGuest() {
        assertThat(PciFunctions.addresses("Vdev Device\n00.0 0000:01:00.0\n")).containsExactly(CARD);
    }

    @Test
    void findsWhatDom0UsesAFunctionFor() {
        assertThat(ToolPciBack.use("/sys/bus/pci/devices/0000:01:00.0/net/eth1/flags:0x1002\n"))
                .isEmpty();
        assertThat(ToolPciBack.use("/sys/bus/pci/devices/0000:00:02.0/virtio1/net/eth0/flags:0x1003\n"))
                .hasValueSatisfying(use -> assertThat(use).contains("eth0"));
        assertThat(ToolPciBack.use("/sys/bus/pci/devices/0000:00:01.0/virtio0/block/vda/queue\n"))
                .hasValue("the disk vda");
    }
}
