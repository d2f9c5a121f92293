/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Support;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of the kit saw, as lines of fields between tabs: the support matrix is made from such files. Immutable.
 *
 * @param subject the name of the subject
 * @param product the host's software and its version
 * @param answers per capability, {@code yes} or why not
 * @param outcomes per outcome, the rules
 */
record RunReport(
        String subject,
        String product,
        Map<String, String> answers,
        List<HostDeviation> deviations,
        Map<Verdict.Outcome, List<String>> outcomes) {
    static final String YES = "yes";

    private static final String FORMAT = "hvsdk-tck\t1";

    /** Collects what the host says. Not thread-safe: one builder per thread. */
    static final class Builder {
        private final String product;
        private final Map<String, String> answers = new TreeMap<>();

        Builder(HypervisorInfo info) {
            product = info.product()
                    + info.version().map(version -> " " + version).orElse("");
        }

        Builder answer(Class<?> capability, Support<?> support) {
            String text =
                    support instanceof Support.Unavailable<?> no ? no.reason().id() + ": " + no.detail() : YES;
            answers.put(capability.getSimpleName(), clean(text));
            return this;
        }

        RunReport build(TckSubject subject, Map<String, Verdict.Outcome> rules) {
            Map<Verdict.Outcome, List<String>> outcomes = new EnumMap<>(Verdict.Outcome.class);
            rules.forEach((rule, outcome) ->
                    outcomes.computeIfAbsent(outcome, key -> new ArrayList<>()).add(rule));
            return new RunReport(subject.name(), clean(product), answers, subject.deviations(), outcomes);
        }

        private static String clean(String text) {
            return text.replaceAll("\\s+", " ");
        }
    }

    /** The rules of this outcome. */
    List<String> rules(Verdict.Outcome outcome) {
        return outcomes.getOrDefault(outcome, List.of());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(FORMAT, "subject\t" + subject, "product\t" + product));
        answers.forEach((capability, answer) -> lines.add("capability\t" + capability + "\t" + answer));
        deviations.forEach(declared -> lines.add(String.join(
                "\t", "deviation", declared.rule(), declared.failure(), declared.proof(), declared.version())));
        outcomes.forEach((outcome, rules) -> rules.forEach(rule -> lines.add("rule\t" + rule + "\t" + outcome)));
        return lines;
    }

    static RunReport read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RunReport parse(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
            throw new IllegalArgumentException("not a report of this version of the kit");
        }
        RunReport report = new RunReport(
                field(lines, "subject"),
                field(lines, "product"),
                new TreeMap<>(),
                new ArrayList<>(),
                new EnumMap<>(Verdict.Outcome.class));
        lines.forEach(line -> report.add(line.split("\t")));
        return report;
    }

    private static String field(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "\t"))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the report has no " + key));
    }

    private void add(String... fields) {
        switch (fields[0]) {
            case "capability" -> answers.put(fields[1], fields[2]);
            case "deviation" -> deviations.add(new HostDeviation(fields[1], fields[2], fields[3], fields[4]));
            case "rule" ->
                outcomes.computeIfAbsent(Verdict.Outcome.valueOf(fields[2]), key -> new ArrayList<>())
                        .add(fields[1]);
            default -> {
                // The head was read before.
            }
        }
    }
}
