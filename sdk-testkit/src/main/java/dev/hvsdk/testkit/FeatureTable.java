/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The reports on the features of a fake machine; replaced as a whole, so that each reading is consistent. Thread-safe. */
final class FeatureTable {
    private final AtomicReference<Map<CpuFeature, FeatureReport>> reports = new AtomicReference<>(Map.of());

    FeatureTable(List<FeatureReport> reports) {
        reports.forEach(this::put);
    }

    /** Has these reports and no others from now on. */
    void replace(List<FeatureReport> others) {
        Map<CpuFeature, FeatureReport> changed = new LinkedHashMap<>();
        others.forEach(report -> changed.put(report.feature(), report));
        reports.set(Collections.unmodifiableMap(changed));
    }

    /** Adds the report, or replaces the one on the same feature. */
    void put(FeatureReport report) {
        reports.updateAndGet(old -> {
            Map<CpuFeature, FeatureReport> changed = new LinkedHashMap<>(old);
            changed.put(report.feature(), report);
            return Collections.unmodifiableMap(changed);
        });
    }

    List<FeatureReport> all() {
        return List.copyOf(reports.get().values());
    }

    /** The report, as {@link HostFeatures#report} promises it. */
    FeatureReport report(CpuFeature feature) {
        FeatureReport known = reports.get().get(feature);
        return known == null ? unknown(feature) : known;
    }

    private static FeatureReport unknown(CpuFeature feature) {
        return FeatureReport.builder(feature, FeatureState.UNKNOWN)
                .evidence(Reports.evidence("nothing was said about " + feature))
                .remedy("give the fake host a report by withFeature")
                .build();
    }
}
