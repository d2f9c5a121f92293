/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** All rules of the kit, found where they are tested. */
final class RuleCatalogue {
    /** What a subject may not deviate from: the rules about the subject itself. */
    static final String ABOUT_THE_SUBJECT = "HV-0";

    private RuleCatalogue() {}

    /** A chapter with its rules by id. Immutable. */
    record Chapter(String title, List<TckRule> rules) {}

    static List<Chapter> chapters() {
        return Arrays.stream(HypervisorTck.class.getDeclaredClasses())
                .filter(type -> type.isAnnotationPresent(Nested.class))
                .map(RuleCatalogue::chapter)
                .sorted(Comparator.comparingInt(
                        chapter -> number(chapter.rules().get(0))))
                .toList();
    }

    private static Chapter chapter(Class<?> type) {
        List<TckRule> rules = Arrays.stream(type.getSuperclass().getDeclaredMethods())
                .flatMap(RuleCatalogue::rule)
                .sorted(Comparator.comparingInt(RuleCatalogue::number))
                .toList();
        return new Chapter(type.getAnnotation(DisplayName.class).value(), rules);
    }

    private static Stream<TckRule> rule(Method method) {
        return Stream.ofNullable(method.getAnnotation(TckRule.class));
    }

    private static int number(TckRule rule) {
        return number(rule.id());
    }

    static int number(String id) {
        return Integer.parseInt(id.substring("HV-".length()));
    }

    static List<TckRule> rules() {
        return chapters().stream().flatMap(chapter -> chapter.rules().stream()).toList();
    }

    static List<String> markdown() {
        List<String> page = new ArrayList<>();
        page.add("# The rules of the conformance kit");
        page.add("");
        page.add("Made from the rules in `dev.hvsdk.testkit.tck`; not to be edited by hand.");
        page.add("How to run them: [Proving a backend](guide/backend-tck.md).");
        page.add("What backends said: [support matrix](support-matrix.md).");
        chapters().forEach(chapter -> page.addAll(section(chapter)));
        return page;
    }

    private static List<String> section(Chapter chapter) {
        List<String> lines = new ArrayList<>(List.of("", "## " + chapter.title(), ""));
        lines.add("| rule | statement | why | when it fails, look at | tier |");
        lines.add("| --- | --- | --- | --- | --- |");
        chapter.rules().forEach(rule -> lines.add(row(rule)));
        return lines;
    }

    private static String row(TckRule rule) {
        return String.format(
                        "| %s | %s | %s | %s | %s |",
                        rule.id(),
                        rule.statement(),
                        rule.reason(),
                        rule.hint(),
                        rule.tier().id())
                .replace("\n", " ");
    }
}
