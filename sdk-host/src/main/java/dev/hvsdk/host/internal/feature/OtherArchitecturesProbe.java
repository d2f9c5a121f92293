/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.ARM_EL2;
import static dev.hvsdk.api.machine.CpuFeature.POWER_HV;
import static dev.hvsdk.api.machine.CpuFeature.RISCV_H;
import static dev.hvsdk.api.machine.CpuFeature.SIE;
import static dev.hvsdk.api.machine.CpuFeature.VT_I;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What virtualizes on ARM, POWER, IBM Z, RISC-V and Itanium. */
final class OtherArchitecturesProbe implements FeatureProbe {
    private static final List<Kind> KINDS = List.of(
            new Kind(ARM_EL2, InstructionSet.ARM, OtherArchitecturesProbe::arm),
            new Kind(POWER_HV, InstructionSet.POWER, OtherArchitecturesProbe::power),
            new Kind(
                    SIE, InstructionSet.S390, machine -> byLine(machine, "features", Pattern.compile(".*\\bsie\\b.*"))),
            // A single letter before the first underscore: rv64imafdch_zicsr (The RISC-V ISA manual, vol. 1, naming).
            new Kind(
                    RISCV_H,
                    InstructionSet.RISCV,
                    machine -> byLine(machine, "isa", Pattern.compile("rv\\d+[a-z]*h.*"))),
            new Kind(VT_I, InstructionSet.IA64, OtherArchitecturesProbe::byKvm));

    @Override
    public void probe(Machine machine, Reports reports) {
        KINDS.forEach(kind -> kind.report(machine, reports));
    }

    /** The kernel does not show the exception level; but KVM on ARM starts at EL2 or not at all. */
    private static Finding arm(Machine machine) {
        Finding found = byKvm(machine);
        return found.state() == FeatureState.UNKNOWN
                ? hidden(machine)
                        .orElse(
                                new Finding(
                                        FeatureState.UNKNOWN,
                                        found.evidence(),
                                        "Look in the kernel's log at which exception level the CPUs started: EL2 is the one needed"))
                : found;
    }

    /** arch/powerpc prints the platform: a PowerNV kernel runs in hypervisor mode, a pSeries one under a hypervisor. */
    private static Finding power(Machine machine) {
        Optional<String> platform = machine.cpuinfoLine("platform");
        Evidence evidence = Evidence.ofKernel("/proc/cpuinfo", "platform " + platform.orElse("not shown"));
        return switch (platform.orElse("")) {
            case "PowerNV" -> new Finding(FeatureState.USABLE, evidence, null);
            case "pSeries" ->
                new Finding(
                        FeatureState.HIDDEN_BY_HYPERVISOR,
                        evidence,
                        "Have nested KVM allowed for this partition by whoever runs its hypervisor");
            default -> new Finding(FeatureState.UNKNOWN, evidence, null);
        };
    }

    private static Finding byLine(Machine machine, String key, Pattern pattern) {
        Optional<String> line = machine.cpuinfoLine(key);
        if (line.isEmpty()) {
            return new Finding(FeatureState.UNKNOWN, Evidence.ofKernel("/proc/cpuinfo", "no line " + key), null);
        }
        Evidence evidence = Evidence.ofKernel("/proc/cpuinfo", key + ": " + line.get());
        return pattern.matcher(line.get()).matches()
                ? new Finding(FeatureState.USABLE, evidence, null)
                : hidden(machine).orElse(new Finding(FeatureState.ABSENT, evidence, null));
    }

    private static Finding byKvm(Machine machine) {
        boolean registered = machine.kvm().isKnown() || machine.files().exists(KvmDeviceProbe.REGISTERED);
        return registered
                ? new Finding(FeatureState.USABLE, Evidence.ofKernel("KVM", "started, which needs it"), null)
                : new Finding(FeatureState.UNKNOWN, Evidence.ofKernel("KVM", "not started"), null);
    }

    private static Optional<Finding> hidden(Machine machine) {
        return machine.hypervisor()
                .map(evidence -> new Finding(
                        FeatureState.HIDDEN_BY_HYPERVISOR,
                        evidence,
                        "Have nested virtualization switched on for this guest by whoever runs its hypervisor"));
    }

    private record Kind(CpuFeature feature, InstructionSet set, Function<Machine, Finding> question) {
        void report(Machine machine, Reports reports) {
            if (machine.is(set)) {
                Finding finding = question.apply(machine);
                reports.add(feature, finding.state(), List.of(finding.evidence()), finding.remedy());
            } else {
                FeatureState state = machine.instructionSet().isPresent() ? FeatureState.ABSENT : FeatureState.UNKNOWN;
                reports.add(feature, state, machine.kind());
            }
        }
    }

    private record Finding(
            FeatureState state, Evidence evidence, @Nullable String remedy) {}
}
