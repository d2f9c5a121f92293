/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a feature.
 *
 * @param state its state
 * @param evidence what that rests on, strongest first
 * @param remedy what a person can do
 */
record Finding(
        FeatureState state,
        List<Evidence> evidence,
        @Nullable String remedy) {
    /** What helps where a guest cannot see the hardware. */
    static final String LOOK_BELOW = "Look on the physical host: a guest is not shown this";

    Finding {
        evidence = List.copyOf(evidence);
    }

    static Finding of(FeatureState state, List<Evidence> evidence) {
        return new Finding(state, evidence, null);
    }

    static Finding of(FeatureState state, Evidence... evidence) {
        return of(state, List.of(evidence));
    }

    /** What a finished report says. */
    static Finding of(FeatureReport report) {
        return new Finding(report.state(), report.evidence(), report.remedy().orElse(null));
    }

    static Finding usable(Evidence... evidence) {
        return of(FeatureState.USABLE, evidence);
    }

    static Finding absent(Evidence... evidence) {
        return of(FeatureState.ABSENT, evidence);
    }

    /** Not known: a reader must always be told what would settle it, or that nothing does. */
    static Finding unknown(String remedy, Evidence... evidence) {
        return of(FeatureState.UNKNOWN, evidence).remedy(remedy);
    }

    /** Evidence that names the feature which another follows from. */
    static Evidence because(CpuFeature basis, FeatureState state) {
        return Evidence.ofKernel("feature " + basis.id(), state.id());
    }

    /** A guest's finding about what its hypervisor gives to no guest, so that only the CPU's model can tell. */
    static Finding withheld(Machine machine, boolean hardwareHasIt, Evidence... evidence) {
        return of(hardwareHasIt ? FeatureState.HIDDEN_BY_HYPERVISOR : FeatureState.UNKNOWN, evidence)
                .remedy(machine.lookBelow());
    }

    /** A guest's finding that its hypervisor keeps the feature from it. */
    static Finding hidden(Evidence... evidence) {
        return of(FeatureState.HIDDEN_BY_HYPERVISOR, evidence).remedy(Nesting.GENERAL);
    }

    /** On another kind of CPU than the feature belongs to; of a machine that does not tell its kind nothing is known. */
    static Finding onOtherCpu(Machine machine) {
        return machine.instructionSet().isPresent()
                ? absent(machine.kind())
                : unknown(machine.toRead("/proc/cpuinfo"), machine.kind());
    }

    /** A remedy of others, which begins in lower case. */
    static String capitalized(String remedy) {
        return remedy.substring(0, 1).toUpperCase(Locale.ROOT) + remedy.substring(1);
    }

    /** The same with something that a person can do. */
    Finding remedy(String sentence) {
        return new Finding(state, evidence, sentence);
    }

    /** The same with more evidence, if there is some, that is not among it. */
    Finding and(Optional<Evidence> piece) {
        Stream<Evidence> more = piece.stream().filter(evidence -> !this.evidence.contains(evidence));
        return new Finding(state, Stream.concat(evidence.stream(), more).toList(), remedy);
    }
}
