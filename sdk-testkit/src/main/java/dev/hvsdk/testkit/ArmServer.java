/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static dev.hvsdk.api.machine.FeatureState.USABLE;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.LinkedHashSet;
import java.util.List;

/** A made-up ARM server, whose cores cannot nest. */
final class ArmServer {
    private static final String NAME = "fake-arm";

    private ArmServer() {}

    static Hardware hardware() {
        return new Hardware(NAME, cpu(), MemorySize.ofGibibytes(256), reports(), devices());
    }

    private static CpuInfo cpu() {
        return CpuInfo.builder()
                .architecture("aarch64")
                .vendor("ARM")
                .model("Neoverse-N1 (fake)")
                .flags(new LinkedHashSet<>(List.of("fp", "asimd", "aes", "atomics", "cpuid")))
                .topology(Machines.topology(1, 80, 80, 1))
                .build();
    }

    private static List<FeatureReport> reports() {
        return new Reports(NAME)
                .add(USABLE, CpuFeature.ARM_EL2, CpuFeature.KVM, CpuFeature.SMMU, CpuFeature.SR_IOV)
                .toList();
    }

    private static List<PassthroughDevice> devices() {
        return List.of(
                Machines.pci("0004:01:00.0", "144d:a808", "0108")
                        .name("Samsung NVMe SSD PM981")
                        .driver("vfio-pci")
                        .iommuGroup(9)
                        .resetMethods(List.of("flr"))
                        .assignability(Assignability.ready())
                        .build(),
                Machines.pci("000d:01:00.0", "15b3:1015", "0200")
                        .name("Mellanox ConnectX-4 Lx")
                        .driver("mlx5_core")
                        .iommuGroup(21)
                        .resetMethods(List.of("flr"))
                        .assignability(Machines.boundTo("mlx5_core", "000d:01:00.0"))
                        .build());
    }
}
