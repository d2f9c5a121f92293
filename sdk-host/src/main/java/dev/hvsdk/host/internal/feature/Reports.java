/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reports made so far. Not thread-safe: one per probing. */
final class Reports {
    private final Map<CpuFeature, FeatureReport> reports = new HashMap<>();

    /** Adds a report that needs no remedy. */
    void add(CpuFeature feature, FeatureState state, Evidence... evidence) {
        add(feature, state, List.of(evidence), null);
    }

    /** Adds a report. */
    void add(CpuFeature feature, FeatureState state, List<Evidence> evidence, @Nullable String remedy) {
        FeatureReport.Builder builder = FeatureReport.builder(feature, state).evidence(evidence);
        if (remedy != null) {
            builder.remedy(remedy);
        }
        reports.put(feature, builder.build());
    }

    /** Adds a report that a feature shares the fate of the one that it rests on. */
    void addLike(CpuFeature feature, CpuFeature basis) {
        FeatureReport report = of(basis);
        Evidence because = Evidence.ofKernel(basis.displayName(), report.state().id());
        add(
                feature,
                report.state(),
                with(because, report.evidence()),
                report.remedy().orElse(null));
    }

    /** The report on a feature; one that says so if it was forgotten, so that a list is complete. */
    FeatureReport of(CpuFeature feature) {
        FeatureReport report = reports.get(feature);
        return report == null
                ? FeatureReport.builder(feature, FeatureState.UNKNOWN).build()
                : report;
    }

    /** The state of a feature. */
    FeatureState state(CpuFeature feature) {
        return of(feature).state();
    }

    private static List<Evidence> with(Evidence first, List<Evidence> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }
}
