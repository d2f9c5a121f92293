/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A feature of the CPU, the platform or the kernel that virtualization rests on.
 *
 * <p>An open set: the constants are what {@link FeatureReport}s are made for; {@link #of} names any other, such as a CPU flag.
 * Two features with the same id are equal. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CpuFeature {
    private static final Map<String, CpuFeature> KNOWN = new LinkedHashMap<>();

    /** Intel's virtualization of the CPU (VMX). Intel SDM vol. 3C; CPUID.1:ECX.VMX[5]. */
    public static final CpuFeature VT_X = constant("vt-x", "Intel VT-x");

    /** Intel's second stage of address translation. IA32_VMX_PROCBASED_CTLS2 (0x48b), bit 33. */
    public static final CpuFeature EPT = constant("ept", "Extended page tables");

    /** TLB entries tagged per virtual CPU. IA32_VMX_PROCBASED_CTLS2 (0x48b), bit 37. */
    public static final CpuFeature VPID = constant("vpid", "Virtual processor identifiers");

    /** Guests in real mode without emulation. IA32_VMX_PROCBASED_CTLS2 (0x48b), bit 39. */
    public static final CpuFeature UNRESTRICTED_GUEST = constant("unrestricted-guest", "Unrestricted guest");

    /** Intel's virtual interrupt delivery. IA32_VMX_PROCBASED_CTLS2 (0x48b), bits 40 and 41. */
    public static final CpuFeature APICV = constant("apicv", "APIC virtualization");

    /** Interrupts delivered to a running guest without an exit. IA32_VMX_PINBASED_CTLS (0x481), bit 39. */
    public static final CpuFeature POSTED_INTERRUPTS = constant("posted-interrupts", "Posted interrupts");

    /** Hardware help for nested VT-x. IA32_VMX_PROCBASED_CTLS2 (0x48b), bit 46. */
    public static final CpuFeature VMCS_SHADOWING = constant("vmcs-shadowing", "VMCS shadowing");

    /** Pages that a guest's kernel may execute and its programs may not. IA32_VMX_PROCBASED_CTLS2 (0x48b), bit 54. */
    public static final CpuFeature MODE_BASED_EXECUTE = constant("mode-based-execute", "Mode-based execute control");

    /** Trust domains: guests that the hypervisor cannot read. */
    public static final CpuFeature TDX = constant("tdx", "Intel TDX");

    /** AMD's virtualization of the CPU (SVM), on Hygon too. AMD APM vol. 3; CPUID Fn8000_0001_ECX[SVM] bit 2. */
    public static final CpuFeature AMD_V = constant("amd-v", "AMD-V");

    /** AMD's second stage of address translation, sold as RVI. CPUID Fn8000_000A_EDX bit 0. */
    public static final CpuFeature NPT = constant("npt", "Nested page tables");

    /** AMD's virtual interrupt controller. CPUID Fn8000_000A_EDX bit 13. */
    public static final CpuFeature AVIC = constant("avic", "AVIC");

    /** AMD's virtual global interrupt flag. CPUID Fn8000_000A_EDX bit 16. */
    public static final CpuFeature VGIF = constant("vgif", "Virtual GIF");

    /** The registers that record branches, for guests without an exit. CPUID Fn8000_000A_EDX bit 1. */
    public static final CpuFeature LBR_VIRTUALIZATION = constant("lbr-virtualization", "LBR virtualization");

    /** AMD's counterpart of mode-based execute control. CPUID Fn8000_000A_EDX bit 17. */
    public static final CpuFeature GMET = constant("gmet", "Guest mode execute trap");

    /** Guests with encrypted memory. CPUID Fn8000_001F_EAX bit 1. */
    public static final CpuFeature SEV = constant("sev", "AMD SEV");

    /** SEV with encrypted registers. CPUID Fn8000_001F_EAX bit 3. */
    public static final CpuFeature SEV_ES = constant("sev-es", "AMD SEV-ES");

    /** SEV with integrity of memory. CPUID Fn8000_001F_EAX bit 4. */
    public static final CpuFeature SEV_SNP = constant("sev-snp", "AMD SEV-SNP");

    /** Virtualization of the Itanium CPU (vmsw instruction; processor with the VT-i extension). */
    public static final CpuFeature VT_I = constant("vt-i", "Intel VT-i");

    /** The hypervisor exception level (EL2, formerly HYP mode) of an ARM CPU. */
    public static final CpuFeature ARM_EL2 = constant("arm-el2", "ARM virtualization extensions");

    /** The hypervisor privilege of a POWER CPU, as powernv hosts have it. */
    public static final CpuFeature POWER_HV = constant("power-hv", "POWER hypervisor mode");

    /** IBM Z's start-interpretive-execution facility; the sie feature of /proc/cpuinfo. */
    public static final CpuFeature SIE = constant("sie", "Interpretive execution");

    /** The H extension of RISC-V. */
    public static final CpuFeature RISCV_H = constant("riscv-h", "RISC-V hypervisor extension");

    /** Whether guests of this host may run hypervisors of their own; the nested parameter of the KVM module. */
    public static final CpuFeature NESTED = constant("nested", "Nested virtualization");

    /** Whether the kernel's KVM device works, asked by ioctl and never by CPU flag. */
    public static final CpuFeature KVM = constant("kvm", "KVM");

    /** Intel's IOMMU: remapping of DMA and interrupts of devices. ACPI table DMAR. */
    public static final CpuFeature VT_D = constant("vt-d", "Intel VT-d");

    /** AMD's IOMMU. ACPI table IVRS. */
    public static final CpuFeature AMD_VI = constant("amd-vi", "AMD-Vi");

    /** ARM's IOMMU. ACPI table IORT, or the device tree. */
    public static final CpuFeature SMMU = constant("smmu", "ARM SMMU");

    /** The IOMMU isolates interrupts of devices, without which vfio refuses an assignment. */
    public static final CpuFeature INTERRUPT_REMAPPING = constant("interrupt-remapping", "Interrupt remapping");

    /** Intel's name for help with network virtualization: VMDq and VMDc; VMDc is SR-IOV. */
    public static final CpuFeature VT_C = constant("vt-c", "Intel VT-c");

    /** Devices with virtual functions that guests can own (PCI-SIG SR-IOV; Intel sells it as VMDc). */
    public static final CpuFeature SR_IOV = constant("sr-iov", "SR-IOV");

    /** Network adapters that sort packets into a queue per guest. */
    public static final CpuFeature VMDQ = constant("vmdq", "VMDq");

    private final String id;
    private final String displayName;

    private CpuFeature(String id, String displayName) {
        this.id = Identifiers.require(id, "CPU feature");
        this.displayName = displayName;
    }

    private static CpuFeature constant(String id, String displayName) {
        CpuFeature feature = new CpuFeature(id, displayName);
        KNOWN.put(id, feature);
        return feature;
    }

    /** The features that the SDK knows by name, in the order of the constants. */
    public static Collection<CpuFeature> known() {
        return Collections.unmodifiableCollection(KNOWN.values());
    }

    /** The known feature with this id, if there is one. */
    public static Optional<CpuFeature> find(String id) {
        return Optional.ofNullable(KNOWN.get(id));
    }

    /**
     * The feature with this id, a known one where there is one.
     *
     * @param id lower-case letters, digits and single hyphens; CPU flags with an underscore are written with a hyphen
     * @throws IllegalArgumentException if the id is malformed
     */
    public static CpuFeature of(String id) {
        return find(id).orElseGet(() -> new CpuFeature(id, id));
    }

    /** The canonical id, as text and JSON show it: {@code vt-x}, {@code sr-iov}. */
    public String id() {
        return id;
    }

    /** The name for people: {@code Extended page tables}. */
    public String displayName() {
        return displayName;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CpuFeature that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The canonical id. */
    @Override
    public String toString() {
        return id;
    }
}
