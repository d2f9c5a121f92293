/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

/**
 * Family, model and stepping of an x86 CPU, the extended fields added as Intel SDM vol. 2A (CPUID) and AMD APM vol. 3 say.
 *
 * <p>The extended model counts from family 6 on, as in Linux (arch/x86/lib/cpu.c): Zhaoxin uses it with family 7.
 *
 * @param family the display family
 * @param model the display model
 * @param stepping the stepping
 */
public record CpuidSignature(int family, int model, int stepping) {
    private static final int EXTENDED_FAMILY = 0xF;
    private static final int P6_FAMILY = 6;

    /** That in register EAX of leaf 1. */
    public static CpuidSignature of(int eax) {
        int family = (eax >>> 8) & 0xF;
        int model = (eax >>> 4) & 0xF;
        boolean extendsModel = family >= P6_FAMILY;
        return new CpuidSignature(
                family == EXTENDED_FAMILY ? family + ((eax >>> 20) & 0xFF) : family,
                extendsModel ? (((eax >>> 16) & 0xF) << 4) | model : model,
                eax & 0xF);
    }
}
