/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.AMD_V;
import static dev.hvsdk.api.machine.CpuFeature.AVIC;
import static dev.hvsdk.api.machine.CpuFeature.NPT;
import static dev.hvsdk.api.machine.CpuFeature.VGIF;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.host.internal.feature.Extension.Passing;
import dev.hvsdk.host.root.Fact;
import java.util.List;

/** What AMD-V can do, by CPUID, or by the kernel's flags, which bear the same names as the parameters of kvm_amd. */
final class SvmExtensionsProbe implements FeatureProbe {
    /** Of these KVM gives its guests all but AVIC (arch/x86/kvm/svm/svm.c, svm_set_cpu_caps). */
    private static final List<Bit> BITS = List.of(
            new Bit(NPT, CpuidBit.NP, "npt", Passing.WITH_THE_BASIS),
            new Bit(AVIC, CpuidBit.AVIC, "avic", Passing.NEVER),
            new Bit(VGIF, CpuidBit.VGIF, "vgif", Passing.WITH_THE_BASIS));

    @Override
    public void probe(Machine machine, Reports reports) {
        BITS.forEach(bit -> bit.report(machine, reports));
    }

    private record Bit(CpuFeature feature, CpuidBit bit, String name, Passing passing) {
        void report(Machine machine, Reports reports) {
            Fact<Boolean> cpuid = machine.has(bit);
            boolean asked = cpuid.isKnown();
            new Extension(feature, AMD_V, "kvm_amd", name, passing)
                    .report(
                            machine,
                            reports,
                            asked ? cpuid : machine.hasFlag(name),
                            asked ? bit.source() : "/proc/cpuinfo");
        }
    }
}
