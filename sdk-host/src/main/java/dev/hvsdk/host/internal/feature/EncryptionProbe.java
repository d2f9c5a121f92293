/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.AMD_V;
import static dev.hvsdk.api.machine.CpuFeature.SEV;
import static dev.hvsdk.api.machine.CpuFeature.SEV_ES;
import static dev.hvsdk.api.machine.CpuFeature.SEV_SNP;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.root.Fact;
import java.util.List;
import java.util.Optional;

/**
 * Encrypted guests of AMD.
 *
 * <p>Linux takes the flags away when the firmware left memory encryption off (arch/x86/kernel/cpu/amd.c,
 * early_detect_mem_encrypt), while CPUID keeps the bits.
 */
final class EncryptionProbe implements FeatureProbe {
    /** AMD APM vol. 2, SYSCFG. */
    private static final int SYSCFG = 0xC001_0010;

    private static final long MEM_ENCRYPT_EN = 1 << 23;

    private static final List<Level> LEVELS = List.of(
            new Level(SEV, CpuidBit.SEV, "sev"),
            new Level(SEV_ES, CpuidBit.SEV_ES, "sev_es"),
            new Level(SEV_SNP, CpuidBit.SEV_SNP, "sev_snp"));

    @Override
    public void probe(Machine machine, Reports reports) {
        LEVELS.forEach(level -> level.report(machine, reports));
    }

    private record Level(CpuFeature feature, CpuidBit bit, String name) {
        void report(Machine machine, Reports reports) {
            Fact<Boolean> cpuid = machine.has(bit);
            boolean takenAway = cpuid.equals(Fact.known(true))
                    && machine.hasFlag(name).equals(Fact.known(false))
                    && reports.state(AMD_V) == FeatureState.USABLE;
            if (takenAway) {
                reportTakenAway(machine, reports);
                return;
            }
            if (reports.state(AMD_V) == FeatureState.HIDDEN_BY_HYPERVISOR && !isServer(machine)) {
                Evidence model =
                        Evidence.ofKernel("CPU model", machine.cpu().model().orElse("not known"));
                reports.add(feature, FeatureState.UNKNOWN, List.of(model), "Ask on the host of this guest");
                return;
            }
            boolean asked = cpuid.isKnown();
            new Extension(feature, AMD_V, "kvm_amd", name)
                    .report(
                            machine,
                            reports,
                            asked ? cpuid : machine.hasFlag(name),
                            asked ? bit.source() : "/proc/cpuinfo");
        }

        /** Every EPYC has SEV; other CPUs of AMD mostly do not (AMD APM vol. 2, 15.34). */
        private static boolean isServer(Machine machine) {
            return machine.cpu().model().orElse("").contains("EPYC");
        }

        private void reportTakenAway(Machine machine, Reports reports) {
            Optional<Long> syscfg = machine.msr(SYSCFG).value();
            Evidence flag = Evidence.ofKernel("/proc/cpuinfo", "no flag " + name);
            Evidence announced = Evidence.ofKernel(bit.source(), "1");
            Evidence register = Evidence.ofKernel(
                    "MSR 0xc0010010 (SYSCFG)",
                    syscfg.map(value -> "0x" + Long.toHexString(value)).orElse("not readable"));
            boolean off = syscfg.filter(value -> (value & MEM_ENCRYPT_EN) == 0).isPresent();
            String remedy = off || syscfg.isEmpty()
                    ? "Enable memory encryption (SMEE) and " + feature.displayName() + " in the firmware setup"
                    : "Use a kernel that knows " + feature.displayName();
            FeatureState state = off
                    ? FeatureState.DISABLED_BY_FIRMWARE
                    : syscfg.isEmpty() ? FeatureState.UNKNOWN : FeatureState.DISABLED_BY_KERNEL;
            reports.add(feature, state, List.of(register, announced, flag), remedy);
        }
    }
}
