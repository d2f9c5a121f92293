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
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.List;

/** A made-up AMD server under ESXi, whose firmware leaves SEV off. */
final class AmdServer {
    private static final String NAME = "fake-esx";

    private AmdServer() {}

    static Hardware hardware() {
        return new Hardware(NAME, cpu(), MemorySize.ofGibibytes(512), reports(), devices());
    }

    /** ESXi tells neither flags nor the stepping as Linux does. */
    private static CpuInfo cpu() {
        return CpuInfo.builder()
                .architecture("x86_64")
                .vendor("AuthenticAMD")
                .model("AMD EPYC 7543 32-Core Processor (fake)")
                .topology(CpuTopology.builder()
                        .sockets(2)
                        .cores(64)
                        .threads(128)
                        .numaNodes(2)
                        .build())
                .build();
    }

    private static List<FeatureReport> reports() {
        return new Reports(NAME)
                .add(USABLE, CpuFeature.AMD_V, CpuFeature.NPT, CpuFeature.NESTED)
                .add(USABLE, CpuFeature.AMD_VI, CpuFeature.INTERRUPT_REMAPPING, CpuFeature.SR_IOV)
                .add(
                        DISABLED_BY_FIRMWARE,
                        "set Minimum SEV non-ES ASID in the firmware",
                        CpuFeature.SEV,
                        CpuFeature.SEV_ES)
                .toList();
    }

    private static List<PassthroughDevice> devices() {
        return List.of(networkAdapter(), accelerator());
    }

    private static PciDevice networkAdapter() {
        return PciDevice.builder(PciAddress.parse("0000:21:00.0"))
                .vendorId("15b3")
                .deviceId("101d")
                .classCode("0200")
                .name("Mellanox ConnectX-6 Dx")
                .assignability(Assignability.blocked(
                        List.of(new Blocker(
                                Blocker.Kind.CARRIES_DEFAULT_ROUTE, "0000:21:00.0 is an uplink of vSwitch0")),
                        null))
                .build();
    }

    private static PciDevice accelerator() {
        return PciDevice.builder(PciAddress.parse("0000:c1:00.0"))
                .vendorId("10de")
                .deviceId("20b7")
                .classCode("0302")
                .name("NVIDIA A30 PCIe")
                .assignability(Assignability.ready())
                .build();
    }
}
