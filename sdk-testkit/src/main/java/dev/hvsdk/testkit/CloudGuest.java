/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static dev.hvsdk.api.machine.FeatureState.HIDDEN_BY_HYPERVISOR;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.List;

/** A made-up virtual machine of a cloud that runs containers: its hypervisor hides what containers do not need. */
final class CloudGuest {
    private static final String NAME = "fake-docker";

    /** Major numbers of Linux, Documentation/admin-guide/devices.txt: 226 is DRM, 10 with minor 229 is /dev/fuse. */
    private static final int DRM = 226;

    private static final int MISC = 10;
    private static final int FUSE = 229;
    private static final int FIRST_RENDER_NODE = 128;

    private CloudGuest() {}

    static Hardware hardware() {
        return new Hardware(NAME, cpu(), MemorySize.ofGibibytes(16), reports(), devices());
    }

    private static CpuInfo cpu() {
        return CpuInfo.builder()
                .architecture("x86_64")
                .vendor("AuthenticAMD")
                .model("AMD EPYC 7R13 Processor (fake)")
                .familyNumber(25)
                .modelNumber(1)
                .stepping(1)
                .topology(CpuTopology.builder()
                        .sockets(1)
                        .cores(2)
                        .threads(4)
                        .numaNodes(1)
                        .build())
                .build();
    }

    private static List<FeatureReport> reports() {
        String remedy = "choose a type of instance with nested virtualization";
        return new Reports(NAME)
                .add(
                        HIDDEN_BY_HYPERVISOR,
                        remedy,
                        CpuFeature.AMD_V,
                        CpuFeature.NPT,
                        CpuFeature.AVIC,
                        CpuFeature.VGIF,
                        CpuFeature.LBR_VIRTUALIZATION,
                        CpuFeature.GMET)
                .toList();
    }

    private static List<PassthroughDevice> devices() {
        return List.of(node("/dev/dri/renderD128", DRM, FIRST_RENDER_NODE), node("/dev/fuse", MISC, FUSE));
    }

    private static DeviceNode node(String path, int major, int minor) {
        return DeviceNode.builder(path)
                .major(major)
                .minor(minor)
                .assignability(Assignability.ready())
                .build();
    }
}
