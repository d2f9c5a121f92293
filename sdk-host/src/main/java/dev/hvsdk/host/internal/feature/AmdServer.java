/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import java.util.List;

/**
 * Which AMD EPYC encrypts the memory of guests, for guests that must go by the model of their CPU.
 *
 * <p>Only the server generations count: EPYC 4004 and 4005 carry the name and are desktop CPUs without it.
 */
enum AmdServer {
    /** EPYC 7001, of which AMD documents SEV only. */
    NAPLES(0x17, 0x00, 0x0F, List.of(CpuFeature.SEV)),
    /** EPYC 7002, the first with SEV-ES. */
    ROME(0x17, 0x30, 0x3F, List.of(CpuFeature.SEV, CpuFeature.SEV_ES)),
    /** EPYC 7003, the first with SEV-SNP. */
    MILAN(0x19, 0x00, 0x0F, List.of(CpuFeature.SEV, CpuFeature.SEV_ES, CpuFeature.SEV_SNP)),
    /** EPYC 9004. */
    GENOA(0x19, 0x10, 0x1F, MILAN.features),
    /** EPYC 9004 and 8004 with dense cores. */
    BERGAMO(0x19, 0xA0, 0xAF, MILAN.features),
    /** EPYC 9005. */
    TURIN(0x1A, 0x00, 0x1F, MILAN.features);

    private final int family;
    private final int firstModel;
    private final int lastModel;
    private final List<CpuFeature> features;

    AmdServer(int family, int firstModel, int lastModel, List<CpuFeature> features) {
        this.family = family;
        this.firstModel = firstModel;
        this.lastModel = lastModel;
        this.features = features;
    }

    /** Whether every CPU of this model has the feature; false also where that is not known. */
    static boolean has(CpuFeature feature, CpuInfo cpu) {
        return cpu.model().filter(name -> name.contains("EPYC")).isPresent()
                && List.of(values()).stream().anyMatch(server -> server.is(cpu) && server.features.contains(feature));
    }

    private boolean is(CpuInfo cpu) {
        int model = cpu.modelNumber().orElse(-1);
        return cpu.familyNumber().orElse(0) == family && model >= firstModel && model <= lastModel;
    }
}
