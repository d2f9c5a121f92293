/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.platform.CpuRegister;
import dev.hvsdk.host.root.Fact;
import java.util.Optional;
import java.util.Set;

/**
 * A feature that extends VT-x or AMD-V and that a parameter of a KVM module switches.
 *
 * @param feature the feature
 * @param basis what it extends
 * @param module the KVM module
 * @param parameter the module's parameter; KVM clears it at start where the CPU lacks the feature, so "on" proves it
 */
record Extension(CpuFeature feature, CpuFeature basis, String module, String parameter, Passing passing) {
    /** How an extension comes to a guest. */
    enum Passing {
        /** With nested virtualization, as the basis itself. */
        WITH_THE_BASIS,
        /** Not: hypervisors keep it, or emulate it for themselves, even where they nest. */
        NEVER
    }

    private static final Set<String> ON = Set.of("Y", "1");

    /**
     * Reports on it.
     *
     * @param hardware whether the CPU has it
     * @param source where that was read
     * @param register where it stands
     */
    void report(Machine machine, Reports reports, Fact<Boolean> hardware, String source, CpuRegister register) {
        reports.add(feature, find(machine, reports, hardware, source, register));
    }

    private Finding find(
            Machine machine, Reports reports, Fact<Boolean> hardware, String source, CpuRegister register) {
        FeatureState ground = reports.state(basis);
        Optional<Evidence> read =
                hardware.value().map(there -> Evidence.ofKernel(source, there ? "there" : "not there"));
        // What a hypervisor shows of the extensions means nothing while it hides what they extend.
        boolean decisive = ground != FeatureState.ABSENT && ground != FeatureState.HIDDEN_BY_HYPERVISOR;
        if (decisive && hardware.equals(Fact.known(false))) {
            return missing(machine, read);
        } else if (ground == FeatureState.USABLE) {
            return findSwitch(machine, read, register);
        }
        if (isKept(ground)) {
            return kept(machine, Finding.because(basis, ground));
        }
        // Whether the CPU has it is known even where it is not whether the firmware lets it be used.
        return reports.like(basis).and(ground == FeatureState.UNKNOWN ? read : Optional.empty());
    }

    private boolean isKept(FeatureState ground) {
        return passing == Passing.NEVER && ground == FeatureState.HIDDEN_BY_HYPERVISOR;
    }

    /** A guest that lacks it has learned what its hypervisor shows, and not what the hardware has. */
    private Finding missing(Machine machine, Optional<Evidence> read) {
        return machine.above()
                .map(hypervisor -> kept(machine, hypervisor).and(read))
                .orElseGet(() -> Finding.absent().and(read));
    }

    private Finding kept(Machine machine, Evidence because) {
        return Finding.withheld(machine, AmdServer.has(feature, machine.cpu()), because, machine.model());
    }

    private Finding findSwitch(Machine machine, Optional<Evidence> there, CpuRegister register) {
        Optional<Evidence> setting = machine.parameter(module, parameter);
        boolean on = setting.filter(value -> ON.contains(value.value())).isPresent();
        if (on || (there.isPresent() && setting.isEmpty())) {
            return Finding.usable().and(there).and(setting);
        } else if (there.isPresent()) {
            return Finding.of(FeatureState.DISABLED_BY_KERNEL)
                    .and(there)
                    .and(setting)
                    .remedy(loadWith());
        }
        return Finding.unknown(machine.origin().toRead(register) + " to see what the CPU has", machine.vendor())
                .and(setting);
    }

    private String loadWith() {
        return "Load the module anew with it: modprobe -r " + module + " && modprobe " + module + " " + parameter
                + "=1";
    }
}
