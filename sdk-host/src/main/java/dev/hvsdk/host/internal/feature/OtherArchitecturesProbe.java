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

/** What virtualizes on ARM, POWER, IBM Z, RISC-V and Itanium. */
final class OtherArchitecturesProbe implements FeatureProbe {
    private static final Pattern SIE_FACILITY = Pattern.compile(".*\\bsie\\b.*");

    /** A single letter before the first underscore: rv64imafdch_zicsr (The RISC-V ISA manual, vol. 1, naming). */
    private static final Pattern H_EXTENSION = Pattern.compile("rv\\d+[a-z]*h.*");

    private static final List<Kind> KINDS = List.of(
            new Kind(ARM_EL2, InstructionSet.ARM, OtherArchitecturesProbe::arm),
            new Kind(POWER_HV, InstructionSet.POWER, OtherArchitecturesProbe::power),
            new Kind(SIE, InstructionSet.S390, machine -> byLine(machine, "features", SIE_FACILITY)),
            new Kind(RISCV_H, InstructionSet.RISCV, machine -> byLine(machine, "isa", H_EXTENSION)),
            new Kind(VT_I, InstructionSet.IA64, OtherArchitecturesProbe::byKvm));

    @Override
    public void probe(Machine machine, Reports reports) {
        KINDS.forEach(kind -> kind.report(machine, reports));
    }

    /**
     * The kernel does not show the exception level; but KVM on ARM starts at EL2 or not at all. That it did not means something only where it
     * would be seen.
     */
    private static Finding arm(Machine machine) {
        Finding found = byKvm(machine);
        if (found.state() == FeatureState.USABLE) {
            return found;
        }
        return machine.host()
                .map(host -> host.keepsCpu(List.of()))
                .or(() ->
                        machine.hypervisor().filter(any -> machine.showsSysfs()).map(Finding::hidden))
                .orElse(found.remedy(
                        "Look in the kernel's log for the exception level that the CPUs started at: it must be EL2"));
    }

    /** arch/powerpc prints the platform: a PowerNV kernel runs in hypervisor mode, a pSeries one under a hypervisor. */
    private static Finding power(Machine machine) {
        String platform = machine.cpuinfoLine("platform").orElse("not shown");
        Evidence evidence = Evidence.ofKernel("/proc/cpuinfo", "platform " + platform);
        return switch (platform) {
            case "PowerNV" -> Finding.usable(evidence);
            case "pSeries" -> Finding.hidden(evidence);
            default -> Finding.unknown(machine.toRead("/proc/cpuinfo"), evidence);
        };
    }

    private static Finding byLine(Machine machine, String key, Pattern pattern) {
        Optional<String> line = machine.cpuinfoLine(key);
        Evidence evidence = Evidence.ofKernel(
                "/proc/cpuinfo", line.map(text -> key + ": " + text).orElse("no line " + key));
        if (line.isEmpty()) {
            return Finding.unknown(machine.toRead("/proc/cpuinfo"), evidence);
        } else if (pattern.matcher(line.get()).matches()) {
            return Finding.usable(evidence);
        }
        return machine.hypervisor()
                .map(hypervisor -> Finding.hidden(evidence, hypervisor))
                .orElseGet(() -> Finding.absent(evidence));
    }

    private static Finding byKvm(Machine machine) {
        return machine.kvm().isSure()
                ? Finding.usable(Evidence.ofKernel("KVM", "started, which needs it"))
                : Finding.unknown(
                        "Load KVM, which starts only where the CPU has it", Evidence.ofKernel("KVM", "not started"));
    }

    private record Kind(CpuFeature feature, InstructionSet set, Function<Machine, Finding> question) {
        void report(Machine machine, Reports reports) {
            reports.add(feature, machine.is(set) ? question.apply(machine) : Finding.onOtherCpu(machine));
        }
    }
}
