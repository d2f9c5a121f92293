/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.doctor.CheckGroup;
import dev.hvsdk.host.doctor.CheckResult;
import dev.hvsdk.host.doctor.Diagnosis;
import dev.hvsdk.host.doctor.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** What the checks of a host came to, for people: a line for each, by group. */
final class DoctorPage {
    private final Page page;
    private final Diagnosis diagnosis;

    private DoctorPage(Page page, Diagnosis diagnosis) {
        this.page = page;
        this.diagnosis = diagnosis;
    }

    static void show(Page page, Diagnosis diagnosis) {
        DoctorPage whole = new DoctorPage(page, diagnosis);
        Stream.of(CheckGroup.values()).forEach(whole::group);
        LimitationsPage.show(page, diagnosis.limitations());
        whole.sum();
    }

    private void group(CheckGroup group) {
        List<CheckResult> results = diagnosis.results().stream()
                .filter(result -> result.check().group() == group)
                .toList();
        if (results.isEmpty()) {
            return;
        }
        page.heading(group.displayName());
        Table table = new Table("", "", Table.FLEXIBLE);
        if (isInapplicable(results)) {
            table.row(
                    verdict(Verdict.NOTE),
                    new Span(group.id(), Tone.STRONG),
                    Span.of(results.get(0).reason()));
        } else {
            results.forEach(result -> add(table, result));
        }
        page.table(2, table);
    }

    /** That all of them say the same, for the same reason. */
    private static boolean isInapplicable(List<CheckResult> results) {
        return results.size() > 1
                && results.stream().allMatch(result -> result.verdict() == Verdict.NOTE)
                && results.stream().map(CheckResult::reason).distinct().count() == 1;
    }

    private static void add(Table table, CheckResult result) {
        table.row(
                verdict(result.verdict()),
                new Span(result.check().id(), Tone.STRONG),
                Span.of(result.check().title() + ": " + result.reason()));
        result.remedy().ifPresent(remedy -> table.note(new Span("to do: " + remedy, tone(result.verdict()))));
    }

    private static Span verdict(Verdict verdict) {
        return new Span(verdict.name(), tone(verdict));
    }

    private static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case PASS -> Tone.GOOD;
            case WARN -> Tone.WARNING;
            case FAIL -> Tone.BAD;
            case NOTE -> Tone.FAINT;
        };
    }

    private void sum() {
        page.heading("Sum");
        page.line(2, Span.of(count(Verdict.PASS) + " passed, "), warnings(), Span.of(", "), failures());
    }

    private Span warnings() {
        long count = count(Verdict.WARN);
        return new Span(count + (count == 1 ? " warning" : " warnings"), count == 0 ? Tone.PLAIN : Tone.WARNING);
    }

    private Span failures() {
        long count = count(Verdict.FAIL);
        return new Span(count + " failed", count == 0 ? Tone.GOOD : Tone.BAD);
    }

    private long count(Verdict verdict) {
        return diagnosis.results().stream()
                .filter(result -> result.verdict() == verdict)
                .count();
    }
}
