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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Features for people, grouped by state and, within a state, by what to do. */
final class FeaturesPage {
    /** The source of evidence that says no more than of which architecture the machine is. */
    private static final String ARCHITECTURE = "architecture";

    private final Page page;
    private final Set<String> told = new HashSet<>();

    private final boolean verbose;

    /** A page that, unless it is verbose, is silent about other architectures and brief about what only follows. */
    FeaturesPage(Page page, boolean verbose) {
        this.page = page;
        this.verbose = verbose;
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

    private List<FeatureReport> in(FeatureState state, List<FeatureReport> features) {
        return features.stream()
                .filter(report -> report.state() == state)
                .filter(report -> verbose || !isOfAnotherArchitecture(report))
                .toList();
    }

    /** Nobody looks for VT-i or POWER on a PC; that they are absent there is known by the architecture alone. */
    private static boolean isOfAnotherArchitecture(FeatureReport report) {
        return report.state() == FeatureState.ABSENT
                && report.evidence().stream().allMatch(piece -> piece.source().equals(ARCHITECTURE))
                && !report.evidence().isEmpty();
    }

    /** The feature of the same group that a feature rests on, if that is all that there is to say of it. */
    private static Optional<FeatureReport> base(FeatureReport report, List<FeatureReport> group) {
        return group.stream().filter(other -> onlyFollows(report, other)).findFirst();
    }

    private static boolean onlyFollows(FeatureReport report, FeatureReport base) {
        List<Evidence> evidence = report.evidence();
        return !evidence.isEmpty()
                && evidence.get(0).source().equals("feature " + base.feature().id())
                && base.evidence().containsAll(evidence.subList(1, evidence.size()));
    }

    private void show(FeatureState state, List<FeatureReport> group, int evidence) {
        page.line(2, title(state));
        Map<String, List<FeatureReport>> byRemedy = new LinkedHashMap<>();
        group.forEach(report -> byRemedy.computeIfAbsent(report.remedy().orElse(""), any -> new ArrayList<>())
                .add(report));
        Table table = new Table("", Table.FLEXIBLE, Table.FLEXIBLE);
        byRemedy.forEach((remedy, reports) -> {
            addTo(table, reports, group, evidence);
            if (!remedy.isEmpty()) {
                table.note(new Span("to do: " + remedy, Tone.WARNING));
            }
        });
        page.table(4, table);
    }

    private void addTo(Table table, List<FeatureReport> reports, List<FeatureReport> group, int limit) {
        Map<String, List<String>> derived = new LinkedHashMap<>();
        for (FeatureReport report : reports) {
            Optional<FeatureReport> base = verbose ? Optional.empty() : base(report, group);
            if (base.isEmpty()) {
                addTo(table, report, limit);
            } else {
                derived.computeIfAbsent(base.get().feature().id(), any -> new ArrayList<>())
                        .add(report.feature().id());
            }
        }
        derived.forEach((base, ids) -> table.note(Span.of("with " + base + ": " + String.join(" ", ids))));
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
        return new Span(words(state), tone(state));
    }

    static String words(FeatureState state) {
        return switch (state) {
            case USABLE -> "usable";
            case DISABLED_BY_FIRMWARE -> "disabled by the firmware";
            case DISABLED_BY_KERNEL -> "disabled by the kernel";
            case HIDDEN_BY_HYPERVISOR -> "hidden by the hypervisor";
            case ABSENT -> "absent";
            case UNKNOWN -> "unknown";
        };
    }

    private static Tone tone(FeatureState state) {
        return switch (state) {
            case USABLE -> Tone.GOOD;
            case DISABLED_BY_FIRMWARE, DISABLED_BY_KERNEL, HIDDEN_BY_HYPERVISOR -> Tone.WARNING;
            case ABSENT -> Tone.FAINT;
            case UNKNOWN -> Tone.BAD;
        };
    }
}
