/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.AMD_V;
import static dev.hvsdk.api.machine.CpuFeature.AVIC;
import static dev.hvsdk.api.machine.CpuFeature.GMET;
import static dev.hvsdk.api.machine.CpuFeature.LBR_VIRTUALIZATION;
import static dev.hvsdk.api.machine.CpuFeature.NPT;
import static dev.hvsdk.api.machine.CpuFeature.VGIF;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.host.internal.feature.Extension.Passing;
import dev.hvsdk.host.root.Fact;
import java.util.List;

/** What AMD-V can do, by CPUID, or by the kernel's flags, which bear the same names as the parameters of kvm_amd. */
final class SvmExtensionsProbe implements FeatureProbe {
    /** Of these KVM gives its guests all but AVIC and GMET (arch/x86/kvm/svm/svm.c, svm_set_cpu_caps). */
    private static final List<Bit> BITS = List.of(
            new Bit(NPT, CpuidBit.NP, "npt", true, Passing.WITH_THE_BASIS),
            new Bit(AVIC, CpuidBit.AVIC, "avic", true, Passing.NEVER),
            new Bit(VGIF, CpuidBit.VGIF, "vgif", true, Passing.WITH_THE_BASIS),
            new Bit(LBR_VIRTUALIZATION, CpuidBit.LBR_VIRT, "lbrv", true, Passing.WITH_THE_BASIS),
            new Bit(GMET, CpuidBit.GMET, "gmet", false, Passing.NEVER));

    @Override
    public void probe(Machine machine, Reports reports) {
        BITS.forEach(bit -> bit.report(machine, reports));
    }

    /**
     * A bit of CPUID.
     *
     * @param name its name as a parameter of kvm_amd
     * @param shown whether the kernel has shown it as a flag of that name as long as it has known the bit
     */
    private record Bit(CpuFeature feature, CpuidBit bit, String name, boolean shown, Passing passing) {
        void report(Machine machine, Reports reports) {
            Fact<Boolean> cpuid = machine.has(bit);
            boolean asked = cpuid.isKnown();
            new Extension(feature, AMD_V, "kvm_amd", name, passing)
                    .report(
                            machine,
                            reports,
                            asked || !shown ? cpuid : machine.hasFlag(name),
                            asked ? bit.source() : "/proc/cpuinfo",
                            bit.where());
        }
    }
}
