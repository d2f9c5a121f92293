/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static dev.hvsdk.api.machine.FeatureState.USABLE;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.LinkedHashSet;
import java.util.List;

/** A made-up workstation whose graphics cards sit behind ports without ACS, so that all their functions are in one group. */
final class GpuWorkstation {
    private static final String NAME = "fake-workstation";
    private static final int GROUP = 1;

    private GpuWorkstation() {}

    static Hardware hardware() {
        return new Hardware(NAME, cpu(), MemorySize.ofGibibytes(64), reports(), devices());
    }

    private static CpuInfo cpu() {
        return CpuInfo.builder()
                .architecture("x86_64")
                .vendor("GenuineIntel")
                .model("Intel(R) Core(TM) i9-10900K CPU @ 3.70GHz (fake)")
                .familyNumber(6)
                .modelNumber(165)
                .stepping(5)
                .flags(new LinkedHashSet<>(List.of("vmx", "ept", "vpid", "aes", "avx2")))
                .topology(Machines.topology(1, 10, 20, 1))
                .build();
    }

    private static List<FeatureReport> reports() {
        return new Reports(NAME)
                .add(USABLE, CpuFeature.VT_X, CpuFeature.EPT, CpuFeature.VPID, CpuFeature.UNRESTRICTED_GUEST)
                .add(USABLE, CpuFeature.KVM, CpuFeature.NESTED, CpuFeature.VT_D, CpuFeature.INTERRUPT_REMAPPING)
                .toList();
    }

    private static List<PassthroughDevice> devices() {
        return List.of(
                Machines.pci("0000:00:01.0", "8086:1901", "0604")
                        .name("Intel PCIe Controller (x16)")
                        .driver("pcieport")
                        .iommuGroup(GROUP)
                        .assignability(
                                Machines.blocked(Blocker.Kind.NOT_ASSIGNABLE_BY_NATURE, "0000:00:01.0 is a bridge"))
                        .build(),
                function("0000:01:00.0", "10de:24b0", "0300", "NVIDIA RTX A4000", "vfio-pci"),
                function("0000:01:00.1", "10de:228b", "0403", "NVIDIA GA104 High Definition Audio", "vfio-pci"),
                function("0000:02:00.0", "10de:24b0", "0300", "NVIDIA RTX A4000", "nvidia"),
                function("0000:02:00.1", "10de:228b", "0403", "NVIDIA GA104 High Definition Audio", "snd_hda_intel"));
    }

    private static PciDevice function(String address, String ids, String classCode, String name, String driver) {
        return Machines.pci(address, ids, classCode)
                .name(name)
                .driver(driver)
                .iommuGroup(GROUP)
                .resetMethods(List.of("bus"))
                .assignability(Assignability.preparable(
                        List.of(new Blocker(
                                Blocker.Kind.GROUP_SHARED,
                                address + " shares IOMMU group 1 with 0000:02:00.0, which the host uses")),
                        "bind all functions of the group to vfio-pci, or put one card into another slot"))
                .build();
    }
}
