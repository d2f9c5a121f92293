/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static dev.hvsdk.api.machine.FeatureState.DISABLED_BY_FIRMWARE;
import static dev.hvsdk.api.machine.FeatureState.USABLE;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.LinkedHashSet;
import java.util.List;

/** A made-up AMD server under Linux, whose firmware leaves SEV-SNP off. */
final class EpycServer {
    private static final String NAME = "fake-epyc";

    private EpycServer() {}

    static Hardware hardware() {
        return new Hardware(NAME, cpu(), MemorySize.ofGibibytes(512), reports(), devices());
    }

    private static CpuInfo cpu() {
        return CpuInfo.builder()
                .architecture("x86_64")
                .vendor("AuthenticAMD")
                .model("AMD EPYC 7763 64-Core Processor (fake)")
                .familyNumber(25)
                .modelNumber(1)
                .stepping(1)
                .flags(new LinkedHashSet<>(List.of("svm", "npt", "avic", "v_vmsave_vmload", "vgif", "sev", "sev_es")))
                .topology(Machines.topology(2, 128, 256, 2))
                .build();
    }

    private static List<FeatureReport> reports() {
        return new Reports(NAME)
                .add(
                        USABLE,
                        CpuFeature.AMD_V,
                        CpuFeature.NPT,
                        CpuFeature.AVIC,
                        CpuFeature.VGIF,
                        CpuFeature.LBR_VIRTUALIZATION,
                        CpuFeature.GMET)
                .add(USABLE, CpuFeature.SEV, CpuFeature.SEV_ES, CpuFeature.KVM, CpuFeature.NESTED)
                .add(USABLE, CpuFeature.AMD_VI, CpuFeature.INTERRUPT_REMAPPING, CpuFeature.SR_IOV)
                .add(DISABLED_BY_FIRMWARE, "switch SEV-SNP Support on in the firmware", CpuFeature.SEV_SNP)
                .toList();
    }

    private static List<PassthroughDevice> devices() {
        return List.of(
                Machines.pci("0000:41:00.0", "15b3:101d", "0200")
                        .name("Mellanox ConnectX-6 Dx")
                        .driver("mlx5_core")
                        .iommuGroup(40)
                        .numaNode(0)
                        .assignability(Machines.blocked(
                                Blocker.Kind.CARRIES_DEFAULT_ROUTE,
                                "0000:41:00.0 carries the default route of the host"))
                        .build(),
                Machines.pci("0000:c1:00.0", "144d:a80a", "0108")
                        .name("Samsung NVMe SSD PM9A1")
                        .driver("vfio-pci")
                        .iommuGroup(71)
                        .numaNode(1)
                        .resetMethods(List.of("flr", "bus"))
                        .assignability(Assignability.ready())
                        .build());
    }
}
