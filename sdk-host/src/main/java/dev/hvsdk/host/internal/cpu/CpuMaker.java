/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import dev.hvsdk.api.machine.CpuFeature;
import java.util.Optional;

/** The makers of x86 CPUs with virtualization, and whose kind of it they built. Immutable. */
public enum CpuMaker {
    INTEL("GenuineIntel", CpuFeature.VT_X),
    AMD("AuthenticAMD", CpuFeature.AMD_V),
    HYGON("HygonGenuine", CpuFeature.AMD_V),
    CENTAUR("CentaurHauls", CpuFeature.VT_X),
    /** Blanks are part of the signature; {@code /proc/cpuinfo} cannot be trusted to keep them. */
    ZHAOXIN("  Shanghai  ", CpuFeature.VT_X);

    private final String signature;
    private final CpuFeature virtualization;

    CpuMaker(String signature, CpuFeature virtualization) {
        this.signature = signature;
        this.virtualization = virtualization;
    }

    /** The maker with this CPUID signature. */
    public static Optional<CpuMaker> of(String signature) {
        for (CpuMaker maker : values()) {
            if (maker.signature.strip().equals(signature.strip())) {
                return Optional.of(maker);
            }
        }
        return Optional.empty();
    }

    /** {@link CpuFeature#VT_X} or {@link CpuFeature#AMD_V}. */
    public CpuFeature virtualization() {
        return virtualization;
    }
}
