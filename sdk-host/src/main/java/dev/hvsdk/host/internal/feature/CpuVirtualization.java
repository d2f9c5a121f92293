/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import java.util.function.Predicate;

/**
 * One of the two kinds in which x86 CPUs virtualize.
 *
 * @param feature the feature
 * @param bit the bit of CPUID that announces it
 * @param flag the kernel's name for it
 * @param lock the register by which firmware switches it off
 * @param module the KVM module for it
 * @param isTooOldFor whether no CPU of this model has it
 * @param isSureOf whether every CPU of this model has it, which a guest that does not see it wants to know
 */
record CpuVirtualization(
        CpuFeature feature,
        CpuidBit bit,
        String flag,
        FirmwareLock lock,
        String module,
        Predicate<CpuInfo> isTooOldFor,
        Predicate<CpuInfo> isSureOf) {
    private static final int P6 = 6;
    private static final int AMD_K8 = 0xF;
    /** Revision F of the K8, sold from 2006, is the first with SVM: its models begin at 0x40. */
    private static final int AMD_K8_REVISION_F = 0x40;

    /**
     * VT-x. Intel sold CPUs without it long after the first with it (Core 2 Duo E4500, Atom N450), but no Xeon since 2006, and
     * none with AVX2.
     */
    static final CpuVirtualization VMX = new CpuVirtualization(
            CpuFeature.VT_X,
            CpuidBit.VMX,
            "vmx",
            FirmwareLock.VMX,
            "kvm_intel",
            cpu -> isFamilyBelow(cpu, P6),
            CpuVirtualization::isModernIntel);

    /** AMD-V: in every CPU since the K8's revision F. */
    static final CpuVirtualization SVM = new CpuVirtualization(
            CpuFeature.AMD_V,
            CpuidBit.SVM,
            "svm",
            FirmwareLock.SVM,
            "kvm_amd",
            cpu -> isFamilyBelow(cpu, AMD_K8),
            CpuVirtualization::isModernAmd);

    private static boolean isFamilyBelow(CpuInfo cpu, int family) {
        return cpu.familyNumber().orElse(family) < family;
    }

    private static boolean isModernIntel(CpuInfo cpu) {
        boolean xeon = cpu.model().filter(model -> model.contains("Xeon")).isPresent();
        return cpu.flags().contains("avx2") || (xeon && cpu.flags().contains("lm"));
    }

    private static boolean isModernAmd(CpuInfo cpu) {
        int family = cpu.familyNumber().orElse(0);
        return family > AMD_K8 || (family == AMD_K8 && cpu.modelNumber().orElse(0) >= AMD_K8_REVISION_F);
    }

    /** Whether the kernel shows the flag though the firmware switched the feature off. */
    boolean flagSurvivesLock() {
        return this.equals(SVM);
    }

    /** How a person undoes the firmware's lock. */
    String firmwareRemedy() {
        return "Enable " + (this.equals(VMX) ? "Intel VT-x (Virtualization Technology)" : "AMD-V (SVM mode)")
                + " in the firmware setup, then switch the machine off and on";
    }
}
