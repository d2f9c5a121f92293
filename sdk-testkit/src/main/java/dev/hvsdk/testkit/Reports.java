/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the made-up reports of a machine; a feature that nothing is said about is absent. Not thread-safe. */
final class Reports {
    private final Evidence evidence;
    private final Map<CpuFeature, FeatureReport> reports = new LinkedHashMap<>();

    /** Reports on a machine with this host name, all absent so far. */
    Reports(String machine) {
        evidence = evidence("made up for the fake machine " + machine);
        CpuFeature.known().forEach(feature -> add(FeatureState.ABSENT, feature));
    }

    /** Evidence that names the testkit as its source. */
    static Evidence evidence(String value) {
        return Evidence.ofSystem("dev.hvsdk.testkit", value);
    }

    Reports add(FeatureState state, CpuFeature... features) {
        for (CpuFeature feature : features) {
            reports.put(
                    feature,
                    FeatureReport.builder(feature, state).evidence(evidence).build());
        }
        return this;
    }

    Reports add(FeatureState state, String remedy, CpuFeature... features) {
        for (CpuFeature feature : features) {
            reports.put(
                    feature,
                    FeatureReport.builder(feature, state)
                            .evidence(evidence)
                            .remedy(remedy)
                            .build());
        }
        return this;
    }

    List<FeatureReport> toList() {
        return List.copyOf(reports.values());
    }
}
