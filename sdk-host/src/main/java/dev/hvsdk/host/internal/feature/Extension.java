/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.root.Fact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A feature that extends VT-x or AMD-V and that a parameter of a KVM module switches.
 *
 * @param feature the feature
 * @param basis what it extends
 * @param module the KVM module
 * @param parameter the module's parameter; KVM clears it at start where the CPU lacks the feature, so "on" proves it
 */
record Extension(CpuFeature feature, CpuFeature basis, String module, String parameter) {
    private static final Set<String> ON = Set.of("Y", "1");
    private static final String ASK_AS_ROOT =
            "Run as root with the kernel's msr driver (modprobe msr) to see what the CPU has";

    /**
     * Adds the report.
     *
     * @param hardware whether the CPU has it
     * @param source where that was read
     */
    void report(Machine machine, Reports reports, Fact<Boolean> hardware, String source) {
        List<Evidence> read =
                hardware.value().map(has -> Evidence.ofKernel(source, has ? "there" : "not there")).stream()
                        .toList();
        if (reports.state(basis) == FeatureState.ABSENT) {
            reports.addLike(feature, basis);
        } else if (hardware.equals(Fact.known(false)) && reports.state(basis) != FeatureState.HIDDEN_BY_HYPERVISOR) {
            reports.add(feature, FeatureState.ABSENT, read, null);
        } else if (reports.state(basis) != FeatureState.USABLE) {
            reports.addLike(feature, basis);
        } else {
            reportSwitch(machine, reports, hardware.isKnown(), read);
        }
    }

    private void reportSwitch(Machine machine, Reports reports, boolean there, List<Evidence> read) {
        Optional<Evidence> setting = machine.parameter(module, parameter);
        List<Evidence> evidence = Stream.concat(read.stream(), setting.stream()).toList();
        boolean on = setting.filter(value -> ON.contains(value.value())).isPresent();
        if (on || there && setting.isEmpty()) {
            reports.add(feature, FeatureState.USABLE, evidence, null);
        } else if (there) {
            reports.add(feature, FeatureState.DISABLED_BY_KERNEL, evidence, loadWith());
        } else {
            reports.add(feature, FeatureState.UNKNOWN, evidence, ASK_AS_ROOT);
        }
    }

    private String loadWith() {
        return "Load the module anew with it: modprobe -r " + module + " && modprobe " + module + " " + parameter
                + "=1";
    }
}
