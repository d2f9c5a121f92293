/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reports made so far. Not thread-safe: one per probing. */
final class Reports {
    private final Map<CpuFeature, FeatureReport> reports = new HashMap<>();

    /** Reports what was found out about a feature. */
    void add(CpuFeature feature, Finding finding) {
        FeatureReport.Builder report =
                FeatureReport.builder(feature, finding.state()).evidence(finding.evidence());
        if (finding.remedy() != null) {
            report.remedy(finding.remedy());
        }
        reports.put(feature, report.build());
    }

    /** The finding that a feature shares the fate of the one that it rests on, whose own report has the evidence. */
    Finding like(CpuFeature basis) {
        Finding found = Finding.of(of(basis));
        return new Finding(found.state(), List.of(Finding.because(basis, found.state())), found.remedy());
    }

    /** Whether there is a report on a feature yet. */
    boolean has(CpuFeature feature) {
        return reports.containsKey(feature);
    }

    /**
     * The report on a feature.
     *
     * @throws IllegalStateException if no probe made one, which is a defect of the order of probes or of their list
     */
    FeatureReport of(CpuFeature feature) {
        FeatureReport report = reports.get(feature);
        if (report == null) {
            throw new IllegalStateException("no probe has reported on " + feature);
        }
        return report;
    }

    /** The state of a feature. */
    FeatureState state(CpuFeature feature) {
        return of(feature).state();
    }
}
