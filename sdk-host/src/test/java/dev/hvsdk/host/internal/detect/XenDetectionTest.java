/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modes as drivers/xen/sys-hypervisor.c shows them; all three and dom0 were compared with real ones on Xen 4.17. */
class XenDetectionTest {
    @TempDir
    Path tree;

    @ParameterizedTest
    @CsvSource({"PV,pv,PARAVIRTUALIZATION", "HVM,hvm,FULL", "PVH,pvh,FULL"})
    void tellsTheModesOfAGuest(String type, String variant, Approach approach) {
        FixtureHost host = FixtureHost.guestX86(tree, "XenVMMXenVMM")
                .file("/sys/hypervisor/type", "xen\n")
                .file("/sys/hypervisor/guest_type", type + "\n");

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer.variant()).contains(variant);
        assertThat(layer.approach()).isEqualTo(approach);
        assertThat(layer.role()).isEqualTo(LayerRole.GUEST);
    }

    @Test
    void takesAnOldKernelWithoutCpuidForParavirtualized() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("x86_64")
                .cpuinfo("GenuineIntel", "fpu tsc msr")
                .file("/proc/xen/capabilities", "");

        assertThat(Names.of(host)).containsExactly("xen/pv");
    }

    @Test
    void seesDom0AsTheHostAndThePhysicalMachineBelowIt() {
        FixtureHost host = dom0().dmi("sys_vendor", "Dell Inc.").file("/proc/xen/capabilities", "control_d\n");

        Findings findings = Detector.detect(host.build());

        assertThat(Names.of(findings)).containsExactly("xen/dom0");
        assertThat(findings.layers().get(0).role()).isEqualTo(LayerRole.HOST);
        assertThat(findings.layers().get(0).approach()).isEqualTo(Approach.PARAVIRTUALIZATION);
    }

    @Test
    void knowsDom0ByItsFeaturesToo() {
        // XENFEAT_dom0 is bit 11; a real dom0 showed 000228f0.
        FixtureHost host = dom0().file("/sys/hypervisor/properties/features", "000228f0\n");

        assertThat(Names.of(host)).containsExactly("xen/dom0");
    }

    @Test
    void seesTheMachineThatDom0RunsInByItsFirmware() {
        FixtureHost host = dom0().file("/proc/xen/capabilities", "control_d\n")
                .dmi("sys_vendor", "QEMU")
                .dmi("product_name", "Standard PC (Q35 + ICH9, 2009)");

        assertThat(Names.of(host)).containsExactly("qemu", "xen/dom0");
    }

    @Test
    void seesTheMachineThatDom0RunsInByItsAcpiTablesWhereDmiIsMissing() {
        FixtureHost host = dom0().file("/proc/xen/capabilities", "control_d\n")
                .file("/sys/firmware/acpi/tables/FACP", "FACP\0\0\0\0\0\0BOCHS BXPC    ");

        assertThat(Names.of(host)).containsExactly("qemu", "xen/dom0");
    }

    @Test
    void seesVmwareAroundAParavirtualGuestByItsUntrappedCpuid() {
        FixtureHost host = FixtureHost.guestX86(tree, "VMwareVMware")
                .file("/sys/hypervisor/type", "xen\n")
                .file("/sys/hypervisor/guest_type", "PV\n");

        assertThat(Names.of(host)).containsExactly("vmware", "xen/pv");
    }

    @Test
    void callsAPvhDom0FullyVirtualized() {
        FixtureHost host =
                dom0().file("/proc/xen/capabilities", "control_d\n").file("/sys/hypervisor/guest_type", "PVH\n");

        assertThat(Detector.detect(host.build()).layers().get(0).approach()).isEqualTo(Approach.FULL);
    }

    @Test
    void knowsAmazonsGuestsByTheirUuid() {
        FixtureHost host = FixtureHost.guestX86(tree, "XenVMMXenVMM")
                .file("/sys/hypervisor/type", "xen\n")
                .file("/sys/hypervisor/uuid", "ec2e1916-9099-7caf-fd21-012345abcdef\n");

        assertThat(Detector.detect(host.build()).platforms()).containsExactly(Platform.AWS);
    }

    @Test
    void doesNotTakeTheEmptyBusOfAPhysicalMachineForXen() {
        // drivers/xen/xenbus registers its bus on every machine; front-ends only on Xen.
        FixtureHost host = FixtureHost.physicalX86(tree)
                .directory("/sys/bus/xen/drivers")
                .directory("/sys/bus/xen-backend/drivers");

        assertThat(Names.of(host)).isEmpty();
    }

    private FixtureHost dom0() {
        return FixtureHost.guestX86(tree, "XenVMMXenVMM").file("/sys/hypervisor/type", "xen\n");
    }
}
