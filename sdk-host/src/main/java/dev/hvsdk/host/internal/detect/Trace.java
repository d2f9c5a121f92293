/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.signal.Outcome;
import dev.hvsdk.host.signal.Rule;
import dev.hvsdk.host.signal.Signal;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run saw, in the order in which it was judged. The last judgement of a signal is the one that stands: the tables of a
 * privileged host are weighed for it and for the machine below.
 *
 * <p>Not thread-safe: one per run.
 */
final class Trace {
    private final Map<String, Signal> signals = new LinkedHashMap<>();

    List<Signal> signals() {
        return new ArrayList<>(signals.values());
    }

    private void add(Signal signal) {
        Evidence evidence = signal.evidence();
        signals.put(evidence.source() + '\n' + evidence.value() + '\n' + signal.subject(), signal);
    }

    void add(Claim claim, Outcome outcome, Rule rule) {
        add(Signal.of(claim.evidence(), claim.weight(), outcome, rule, claim.technology(), claim.variant()));
    }

    void add(Collection<Claim> claims, Outcome outcome, Rule rule) {
        for (Claim claim : claims) {
            add(claim, outcome, rule);
        }
    }

    void add(ContainerClaim claim, Outcome outcome, Rule rule) {
        add(Signal.of(claim.evidence(), claim.kind(), outcome, rule, claim.technology(), claim.variant()));
    }

    /** Claims about containers that a rule takes away. */
    void overrule(Collection<ContainerClaim> claims, Rule rule) {
        for (ContainerClaim claim : claims) {
            add(claim, Outcome.OVERRULED, rule);
        }
    }

    /** A place that says that there is nothing. */
    void deny(Evidence evidence, Rule rule) {
        add(Signal.of(evidence, Outcome.DENIES, rule));
    }

    void overrule(Evidence evidence, Rule rule) {
        add(Signal.of(evidence, Outcome.OVERRULED, rule));
    }

    void name(Platform platform, Evidence evidence) {
        add(Signal.of(evidence, platform));
    }

    /** The kernel's word that agrees with a layer. */
    void agree(Evidence evidence, Technology technology, Rule rule) {
        add(Signal.of(evidence, Weight.KERNEL, Outcome.AGREES, rule, technology, null));
    }

    /** A layer whose signals contradict nobody: the first decided, the others agree. */
    VirtualizationLayer decide(VirtualizationLayer layer, Rule rule) {
        Outcome outcome = Outcome.DECIDED;
        for (Evidence evidence : layer.evidence()) {
            String variant = layer.variant().orElse(null);
            add(Signal.of(evidence, weight(evidence), outcome, rule, layer.technology(), variant));
            outcome = Outcome.AGREES;
        }
        return layer;
    }

    private static Weight weight(Evidence evidence) {
        return switch (evidence.forgery()) {
            case BY_KERNEL -> Weight.KERNEL;
            case BY_FIRMWARE -> Weight.OWN;
            case BY_ROOT, BY_IMAGE -> Weight.MARKER;
        };
    }
}
