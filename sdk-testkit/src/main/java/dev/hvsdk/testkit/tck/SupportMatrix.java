/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.testkit.tck.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reports of several runs as one Markdown page: what each backend can do, on what it was tried, what it does otherwise. */
final class SupportMatrix {
    private final List<RunReport> reports;

    SupportMatrix(List<RunReport> reports) {
        this.reports = reports.stream()
                .sorted(Comparator.comparing(RunReport::subject))
                .toList();
    }

    List<String> markdown() {
        List<String> page = new ArrayList<>();
        page.add("# Support matrix");
        page.add("");
        page.add("Made from the reports of runs of the [conformance kit](tck.md); not to be edited by hand.");
        page.add("");
        page.add("| backend | tried on | rules kept | deviations | not tested |");
        page.add("| --- | --- | --- | --- | --- |");
        reports.forEach(report -> page.add(summary(report)));
        page.addAll(capabilities());
        page.addAll(section("Why not", reports.stream().flatMap(SupportMatrix::refusals)));
        page.addAll(section("Deviations", reports.stream().flatMap(SupportMatrix::deviations)));
        page.addAll(section("Not tested", reports.stream().map(SupportMatrix::notTested)));
        return page;
    }

    private static String notTested(RunReport report) {
        return "- " + report.subject() + ": " + String.join(", ", report.rules(Outcome.NOT_TESTED));
    }

    private static String summary(RunReport report) {
        return row(List.of(
                report.subject(),
                report.product(),
                String.valueOf(report.rules(Outcome.KEPT).size()),
                String.valueOf(report.rules(Outcome.DEVIATES).size()),
                String.valueOf(report.rules(Outcome.NOT_TESTED).size())));
    }

    private List<String> capabilities() {
        List<String> table = new ArrayList<>(List.of("", "## Capabilities", ""));
        List<String> subjects = reports.stream().map(RunReport::subject).toList();
        table.add(row(Stream.concat(Stream.of("capability"), subjects.stream()).toList()));
        table.add(row(Stream.generate(() -> "---").limit(subjects.size() + 1L).toList()));
        reports.stream()
                .flatMap(report -> report.answers().keySet().stream())
                .distinct()
                .sorted()
                .forEach(capability -> table.add(capabilityRow(capability)));
        return table;
    }

    private String capabilityRow(String capability) {
        Stream<String> answers = reports.stream()
                .map(report -> report.answers().getOrDefault(capability, "not asked"))
                .map(answer -> answer.split(":")[0]);
        return row(Stream.concat(Stream.of("`" + capability + "`"), answers).toList());
    }

    private static Stream<String> refusals(RunReport report) {
        return report.answers().entrySet().stream()
                .filter(answer -> !answer.getValue().equals(RunReport.YES))
                .map(answer -> "- " + report.subject() + ", `" + answer.getKey() + "`: " + answer.getValue());
    }

    private static Stream<String> deviations(RunReport report) {
        return report.deviations().stream()
                .map(declared -> "- " + report.subject() + ", " + declared.rule() + ": " + declared.failure() + " ("
                        + declared.version() + "; " + declared.proof() + ")");
    }

    private static List<String> section(String title, Stream<String> lines) {
        List<String> all = lines.toList();
        return Stream.concat(Stream.of("", "## " + title, ""), all.isEmpty() ? Stream.of("None.") : all.stream())
                .toList();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
