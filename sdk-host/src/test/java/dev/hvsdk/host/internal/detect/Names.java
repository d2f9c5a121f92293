/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.signal.Outcome;
import dev.hvsdk.host.signal.Signal;
import dev.hvsdk.host.testing.FixtureHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Layers in short, for tests: {@code kvm/firecracker}. */
final class Names {
    private static final Set<Outcome> EVIDENCE = Set.of(Outcome.DECIDED, Outcome.AGREES);

    private Names() {}

    /** Each answer that a test looks at must also be one that explains itself. */
    static List<String> of(Findings findings) {
        findings.layers().forEach(layer -> assertExplained(layer, findings.signals()));
        return findings.layers().stream().map(Names::of).toList();
    }

    private static void assertExplained(VirtualizationLayer layer, List<Signal> signals) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Evidence evidence : layer.evidence()) {
            List<Outcome> ofEvidence = signals.stream()
                    .filter(signal -> signal.evidence().equals(evidence))
                    .map(Signal::outcome)
                    .filter(EVIDENCE::contains)
                    .toList();
            assertThat(ofEvidence)
                    .as("%s of %s in %s", evidence, layer, signals)
                    .isNotEmpty();
            outcomes.addAll(ofEvidence);
        }
        assertThat(outcomes).as("%s in %s", layer, signals).contains(Outcome.DECIDED);
    }

    static List<String> of(FixtureHost host) {
        return of(Detector.detect(host.build()));
    }

    private static String of(VirtualizationLayer layer) {
        String id = layer.technology().id();
        return layer.variant().map(variant -> id + "/" + variant).orElse(id);
    }
}
