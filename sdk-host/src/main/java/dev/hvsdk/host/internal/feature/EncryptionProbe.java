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
import dev.hvsdk.host.internal.feature.Extension.Passing;
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
            FeatureState ground = reports.state(AMD_V);
            if (ground == FeatureState.USABLE && isTrue(cpuid) && isFlagMissing(machine)) {
                reports.add(feature, takenAway(machine));
            } else {
                boolean asked = cpuid.isKnown();
                new Extension(feature, AMD_V, "kvm_amd", name, Passing.NEVER)
                        .report(
                                machine,
                                reports,
                                asked ? cpuid : machine.hasFlag(name),
                                asked ? bit.source() : "/proc/cpuinfo",
                                bit.where());
            }
        }

        private static boolean isTrue(Fact<Boolean> fact) {
            return fact.equals(Fact.known(true));
        }

        private boolean isFlagMissing(Machine machine) {
            return machine.hasFlag(name).equals(Fact.known(false));
        }

        private Finding takenAway(Machine machine) {
            Optional<Long> register = machine.msr(SYSCFG).value();
            boolean off =
                    register.filter(value -> (value & MEM_ENCRYPT_EN) == 0).isPresent();
            boolean on = register.isPresent() && !off;
            FeatureState state = off ? FeatureState.DISABLED_BY_FIRMWARE : FeatureState.UNKNOWN;
            return Finding.of(on ? FeatureState.DISABLED_BY_KERNEL : state, evidence(register))
                    .remedy(
                            on
                                    ? "Use a kernel that knows " + feature.displayName()
                                    : "Enable memory encryption (SMEE) and " + feature.displayName()
                                            + " in the firmware setup");
        }

        private List<Evidence> evidence(Optional<Long> register) {
            String value = register.map(bits -> "0x" + Long.toHexString(bits)).orElse("not readable");
            return List.of(
                    Evidence.ofKernel("MSR 0xc0010010 (SYSCFG)", value),
                    Evidence.ofKernel(bit.source(), "1"),
                    Evidence.ofKernel("/proc/cpuinfo", "no flag " + name));
        }
    }
}
