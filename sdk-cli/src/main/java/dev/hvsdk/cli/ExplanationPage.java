/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.Detection;
import dev.hvsdk.host.signal.Outcome;
import dev.hvsdk.host.signal.Rule;
import dev.hvsdk.host.signal.Signal;
import java.util.List;

/** The reasons of a detection for people: the answer, the signals by what became of them, and the rules that were used. */
final class ExplanationPage {
    private final Page page;
    private final Detection detection;

    private ExplanationPage(Page page, Detection detection) {
        this.page = page;
        this.detection = detection;
    }

    static void show(Page page, Detection detection) {
        ExplanationPage whole = new ExplanationPage(page, detection);
        InspectionPage.showDetection(page, detection);
        whole.signals();
        whole.rules();
        LimitationsPage.show(page, detection.limitations());
    }

    /** The rules that made something of a signal, in their order. */
    static List<Rule> rules(Detection detection) {
        return detection.signals().stream()
                .map(Signal::rule)
                .distinct()
                .sorted()
                .toList();
    }

    private void signals() {
        page.heading("Signals");
        if (detection.signals().isEmpty()) {
            page.line(2, Span.of("none"));
        }
        for (Outcome outcome : Outcome.values()) {
            List<Signal> group = detection.signals().stream()
                    .filter(signal -> signal.outcome() == outcome)
                    .toList();
            if (!group.isEmpty()) {
                show(outcome, group);
            }
        }
    }

    private void show(Outcome outcome, List<Signal> group) {
        page.line(2, new Span(title(outcome), tone(outcome)));
        Table table = new Table("for", "weight", "rule", Table.FLEXIBLE + "read from", Table.FLEXIBLE + "value");
        for (Signal signal : group) {
            table.row(
                    new Span(signal.subject(), Tone.STRONG),
                    Span.of(signal.weight().id()),
                    Span.of(String.valueOf(signal.rule().number())),
                    Span.faint(signal.evidence().source()),
                    Span.of(signal.evidence().value()));
        }
        page.table(4, table);
    }

    private static String title(Outcome outcome) {
        return switch (outcome) {
            case DECIDED -> "decided";
            case AGREES -> "agrees with what decided";
            case DENIES -> "says that there is none";
            case TOO_WEAK -> "too weak alone";
            case OVERRULED -> "overruled";
        };
    }

    private static Tone tone(Outcome outcome) {
        return switch (outcome) {
            case DECIDED, AGREES, DENIES -> Tone.GOOD;
            case TOO_WEAK, OVERRULED -> Tone.WARNING;
        };
    }

    private void rules() {
        if (!detection.signals().isEmpty()) {
            page.heading("Rules that were used");
            rules(detection)
                    .forEach(rule -> page.hanging(2, 6, Span.of("%2d. ".formatted(rule.number()) + rule.statement())));
        }
    }
}
