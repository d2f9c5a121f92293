/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Features for people, grouped by state and, within a state, by what to do. */
final class FeaturesPage {
    private final Page page;
    private final Set<String> told = new HashSet<>();

    FeaturesPage(Page page) {
        this.page = page;
    }

    /** Each with its strongest evidence; the absent ones in one line. */
    void showBrief(List<FeatureReport> features) {
        page.heading("Features");
        for (FeatureState state : FeatureState.values()) {
            List<FeatureReport> group = in(state, features);
            if (state == FeatureState.ABSENT && !group.isEmpty()) {
                String ids = group.stream().map(report -> report.feature().id()).collect(Collectors.joining(" "));
                page.hanging(2, 4, title(state), Span.faint(": " + ids));
            } else if (!group.isEmpty()) {
                show(state, group, 1);
            }
        }
    }

    /** Each with all its evidence. */
    void showAll(List<FeatureReport> features) {
        page.heading("Features");
        for (FeatureState state : FeatureState.values()) {
            List<FeatureReport> group = in(state, features);
            if (!group.isEmpty()) {
                show(state, group, Integer.MAX_VALUE);
            }
        }
    }

    private static List<FeatureReport> in(FeatureState state, List<FeatureReport> features) {
        return features.stream().filter(report -> report.state() == state).toList();
    }

    private void show(FeatureState state, List<FeatureReport> group, int evidence) {
        page.line(2, title(state));
        Map<String, List<FeatureReport>> byRemedy = new LinkedHashMap<>();
        group.forEach(report -> byRemedy.computeIfAbsent(report.remedy().orElse(""), any -> new ArrayList<>())
                .add(report));
        Table table = new Table("", Table.FLEXIBLE, Table.FLEXIBLE);
        byRemedy.forEach((remedy, reports) -> {
            reports.forEach(report -> addTo(table, report, evidence));
            if (!remedy.isEmpty()) {
                table.note(new Span("to do: " + remedy, Tone.WARNING));
            }
        });
        page.table(4, table);
    }

    private void addTo(Table table, FeatureReport report, int limit) {
        Span id = new Span(report.feature().id(), Tone.STRONG);
        Span name = Span.of(report.feature().displayName());
        List<String> evidence =
                report.evidence().stream().limit(limit).map(Evidence::toString).toList();
        table.row(id, name, Span.faint(evidence.isEmpty() ? "" : evidence.get(0)));
        evidence.stream().findFirst().ifPresent(told::add);
        // What one feature rests on, those that need it rest on too; once is enough.
        evidence.stream()
                .skip(1)
                .filter(told::add)
                .forEach(piece -> table.row(Span.of(""), Span.of(""), Span.faint(piece)));
    }

    private static Span title(FeatureState state) {
        return switch (state) {
            case USABLE -> new Span("usable", Tone.GOOD);
            case DISABLED_BY_FIRMWARE -> new Span("disabled by the firmware", Tone.WARNING);
            case DISABLED_BY_KERNEL -> new Span("disabled by the kernel", Tone.WARNING);
            case HIDDEN_BY_HYPERVISOR -> new Span("hidden by the hypervisor", Tone.WARNING);
            case ABSENT -> new Span("absent", Tone.FAINT);
            case UNKNOWN -> new Span("unknown", Tone.BAD);
        };
    }
}
