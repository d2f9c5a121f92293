/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static dev.hvsdk.api.machine.FeatureState.DISABLED_BY_FIRMWARE;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.LinkedHashSet;
import java.util.List;

/** A made-up Intel laptop whose firmware has locked virtualization off. */
final class LockedLaptop {
    private static final String NAME = "fake-laptop";
    private static final String REMEDY =
            "switch Intel Virtualization Technology and VT-d on in the firmware, and power the machine off once";

    private LockedLaptop() {}

    static Hardware hardware() {
        return new Hardware(NAME, cpu(), MemorySize.ofGibibytes(16), reports(), devices());
    }

    /** Linux clears the flag vmx where the firmware has locked it off (arch/x86/kernel/cpu/feat_ctl.c). */
    private static CpuInfo cpu() {
        return CpuInfo.builder()
                .architecture("x86_64")
                .vendor("GenuineIntel")
                .model("13th Gen Intel(R) Core(TM) i7-1365U (fake)")
                .familyNumber(6)
                .modelNumber(186)
                .stepping(3)
                .flags(new LinkedHashSet<>(List.of("aes", "avx2", "x2apic")))
                .topology(Machines.topology(1, 10, 12, 1))
                .build();
    }

    private static List<FeatureReport> reports() {
        return new Reports(NAME)
                .add(DISABLED_BY_FIRMWARE, REMEDY, CpuFeature.VT_X, CpuFeature.EPT, CpuFeature.VPID)
                .add(DISABLED_BY_FIRMWARE, REMEDY, CpuFeature.UNRESTRICTED_GUEST, CpuFeature.NESTED, CpuFeature.KVM)
                .add(DISABLED_BY_FIRMWARE, REMEDY, CpuFeature.VT_D, CpuFeature.INTERRUPT_REMAPPING)
                .toList();
    }

    private static List<PassthroughDevice> devices() {
        return List.of(
                Machines.pci("0000:00:14.3", "8086:51f1", "0280")
                        .name("Intel Wi-Fi 6E AX211")
                        .driver("iwlwifi")
                        .assignability(Assignability.blocked(
                                List.of(new Blocker(Blocker.Kind.NO_IOMMU, "the host has no IOMMU groups")), REMEDY))
                        .build(),
                UsbDevice.builder("3-7")
                        .bus(3)
                        .device(2)
                        .vendorId("04f2")
                        .deviceId("b7be")
                        .name("Chicony Integrated Camera")
                        .assignability(Assignability.ready())
                        .build());
    }
}
