/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.host.cpuid.FeatureBit;
import dev.hvsdk.host.internal.cpu.CpuMaker;
import dev.hvsdk.host.internal.cpu.CpuidTable;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFacts;
import java.util.ArrayList;
import java.util.List;

/** The bits that bear on the features of an x86 CPU, as they are. */
public final class FeatureBits {
    private static final List<Named> VTX = List.of(new Named(CpuFeature.VT_X, CpuidBit.VMX));

    private static final List<Named> ANNOUNCING =
            List.of(new Named(CpuFeature.VT_X, CpuidBit.VMX), new Named(CpuFeature.AMD_V, CpuidBit.SVM));

    private static final List<Named> TRUST_DOMAINS = List.of(new Named(CpuFeature.TDX, CpuidBit.TME));

    private static final List<Named> AMDV = List.of(
            new Named(CpuFeature.AMD_V, CpuidBit.SVM),
            new Named(CpuFeature.NPT, CpuidBit.NP),
            new Named(CpuFeature.NPT, CpuidBit.SSS_CHECK),
            new Named(CpuFeature.NPT, CpuidBit.ROGPT),
            new Named(CpuFeature.AVIC, CpuidBit.AVIC),
            new Named(CpuFeature.VGIF, CpuidBit.VGIF),
            new Named(CpuFeature.LBR_VIRTUALIZATION, CpuidBit.LBR_VIRT),
            new Named(CpuFeature.GMET, CpuidBit.GMET),
            new Named(CpuFeature.SEV, CpuidBit.SEV),
            new Named(CpuFeature.SEV_ES, CpuidBit.SEV_ES),
            new Named(CpuFeature.SEV_SNP, CpuidBit.SEV_SNP));

    private FeatureBits() {}

    /**
     * Those that the maker of the CPU defines; none for a maker that built no virtualization, whose CPUs have anything in their
     * place. Where it is not known who made the CPU, the two that announce virtualization: what one maker has there, the other
     * keeps at zero.
     */
    public static List<FeatureBit> read(HostFacts facts) {
        Fact<String> vendor = new CpuidTable(facts).vendor();
        return vendor.isKnown()
                ? vendor.value()
                        .flatMap(CpuMaker::of)
                        .map(maker -> of(maker, facts))
                        .orElse(List.of())
                : ANNOUNCING.stream().map(named -> asDumped(named, facts)).toList();
    }

    private static List<FeatureBit> of(CpuMaker maker, HostFacts facts) {
        return maker.virtualization().equals(CpuFeature.VT_X) ? ofVtx(maker, facts) : ofAmdv(facts);
    }

    /** Without leaf 0 nobody knows which leaves the CPU has, but for those that are there. */
    private static FeatureBit asDumped(Named named, HostFacts facts) {
        CpuidBit bit = named.bit();
        return new FeatureBit(
                named.feature(), bit.source(), facts.cpuid(bit.leaf(), 0).map(bit::in));
    }

    private static List<FeatureBit> ofVtx(CpuMaker maker, HostFacts facts) {
        List<FeatureBit> bits = new ArrayList<>(inCpuid(VTX, facts));
        bits.add(lock(CpuFeature.VT_X, FirmwareLock.VMX, facts));
        bits.addAll(VmxControlsProbe.bits(facts));
        if (maker == CpuMaker.INTEL) {
            bits.addAll(inCpuid(TRUST_DOMAINS, facts));
        }
        return List.copyOf(bits);
    }

    private static List<FeatureBit> ofAmdv(HostFacts facts) {
        List<FeatureBit> bits = new ArrayList<>(inCpuid(AMDV, facts));
        bits.add(1, lock(CpuFeature.AMD_V, FirmwareLock.SVM, facts));
        return List.copyOf(bits);
    }

    private static List<FeatureBit> inCpuid(List<Named> bits, HostFacts facts) {
        CpuidTable table = new CpuidTable(facts);
        return bits.stream()
                .map(named -> new FeatureBit(
                        named.feature(),
                        named.bit().source(),
                        table.leaf(named.bit().leaf(), 0).map(named.bit()::in)))
                .toList();
    }

    private static FeatureBit lock(CpuFeature feature, FirmwareLock lock, HostFacts facts) {
        return new FeatureBit(
                feature, lock.source() + " switched off", facts.msr(lock.msr()).map(lock.off()::test));
    }

    private record Named(CpuFeature feature, CpuidBit bit) {}
}
