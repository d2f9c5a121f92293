/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.host.internal.platform.CpuRegister;
import dev.hvsdk.host.root.CpuidLeaf;

/**
 * One bit of CPUID.
 *
 * @param name the name in the maker's manual
 * @param leaf the leaf; sub-leaf 0
 * @param register which of the four registers
 * @param bit the number of the bit, 0 to 31
 */
record CpuidBit(String name, int leaf, Register register, int bit) {
    /** Intel SDM vol. 2A, CPUID.01H:ECX. */
    static final CpuidBit VMX = new CpuidBit("VMX", 1, Register.ECX, 5);

    /** Set by hypervisors, reserved as zero on real CPUs: AMD APM vol. 3, Fn0000_0001_ECX; the same on Intel by convention. */
    static final CpuidBit HYPERVISOR = new CpuidBit("hypervisor present", 1, Register.ECX, 31);

    /** Total memory encryption, on which trust domains rest: Intel SDM vol. 2A, CPUID.07H:ECX. */
    static final CpuidBit TME = new CpuidBit("TME", 7, Register.ECX, 13);

    /** AMD APM vol. 3, Fn8000_0001_ECX. */
    static final CpuidBit SVM = new CpuidBit("SVM", 0x8000_0001, Register.ECX, 2);

    /** AMD APM vol. 3, Fn8000_000A_EDX, as the next six. */
    static final CpuidBit NP = new CpuidBit("NP", 0x8000_000A, Register.EDX, 0);

    static final CpuidBit LBR_VIRT = new CpuidBit("LbrVirt", 0x8000_000A, Register.EDX, 1);

    static final CpuidBit AVIC = new CpuidBit("AVIC", 0x8000_000A, Register.EDX, 13);

    static final CpuidBit VGIF = new CpuidBit("VGIF", 0x8000_000A, Register.EDX, 16);

    static final CpuidBit GMET = new CpuidBit("GMET", 0x8000_000A, Register.EDX, 17);

    /** A shadow stack of a guest's kernel, kept apart by nested paging. */
    static final CpuidBit SSS_CHECK = new CpuidBit("SSSCheck", 0x8000_000A, Register.EDX, 19);

    /** Page tables of a guest that are read-only. */
    static final CpuidBit ROGPT = new CpuidBit("ROGPT", 0x8000_000A, Register.EDX, 21);

    /** AMD APM vol. 3, Fn8000_001F_EAX, as the next two. */
    static final CpuidBit SEV = new CpuidBit("SEV", 0x8000_001F, Register.EAX, 1);

    static final CpuidBit SEV_ES = new CpuidBit("SEV-ES", 0x8000_001F, Register.EAX, 3);

    static final CpuidBit SEV_SNP = new CpuidBit("SEV-SNP", 0x8000_001F, Register.EAX, 4);

    /** Whether the registers of the leaf have it. */
    boolean in(CpuidLeaf registers) {
        return ((register.of(registers) >>> bit) & 1) == 1;
    }

    /** Where a person finds it: {@code CPUID 0x80000001 ECX bit 2 (SVM)}. */
    String source() {
        return "CPUID 0x" + Integer.toHexString(leaf) + " " + register + " bit " + bit + " (" + name + ")";
    }

    /** What has to be read for it. */
    CpuRegister where() {
        return CpuRegister.leaf(leaf);
    }

    /** One of the registers that CPUID fills. */
    enum Register {
        EAX,
        EBX,
        ECX,
        EDX;

        int of(CpuidLeaf leaf) {
            return switch (this) {
                case EAX -> leaf.eax();
                case EBX -> leaf.ebx();
                case ECX -> leaf.ecx();
                case EDX -> leaf.edx();
            };
        }
    }
}
