/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static dev.hvsdk.api.machine.FeatureState.DISABLED_BY_KERNEL;
import static dev.hvsdk.api.machine.FeatureState.USABLE;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.LinkedHashSet;
import java.util.List;

/** A made-up logical partition of an IBM Z. */
final class ZPartition {
    private static final String NAME = "fake-lpar";

    private ZPartition() {}

    static Hardware hardware() {
        return new Hardware(NAME, cpu(), MemorySize.ofGibibytes(128), reports(), devices());
    }

    private static CpuInfo cpu() {
        return CpuInfo.builder()
                .architecture("s390x")
                .vendor("IBM/S390")
                .model("IBM 8561 (fake)")
                .flags(new LinkedHashSet<>(List.of("esan3", "zarch", "vx", "sie")))
                .topology(Machines.topology(1, 8, 16, 1))
                .build();
    }

    private static List<FeatureReport> reports() {
        return new Reports(NAME)
                .add(USABLE, CpuFeature.SIE, CpuFeature.KVM)
                .add(DISABLED_BY_KERNEL, "load kvm with nested=1", CpuFeature.NESTED)
                .toList();
    }

    private static List<PassthroughDevice> devices() {
        return List.of(
                Machines.pci("0001:00:00.0", "15b3:1016", "0200")
                        .name("Mellanox ConnectX-4 Lx Virtual Function (RoCE Express2)")
                        .driver("vfio-pci")
                        .iommuGroup(0)
                        .resetMethods(List.of("bus"))
                        .assignability(Assignability.ready())
                        .build(),
                MediatedDevice.builder("7e270a25-e163-4922-af60-757fc8ed48c6")
                        .type("vfio_ccw-io")
                        .name("I/O subchannel (Non-QDIO)")
                        .driver("vfio_ccw_mdev")
                        .iommuGroup(1)
                        .assignability(Assignability.ready())
                        .build());
    }
}
