/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of the documents that is made from the code, whole or in part, by a test that compares the two; with
 * {@code -Dhvsdk.detection.write=true} the page becomes what the code says.
 */
public record GeneratedPage(String name, Class<?> maker) {
    private static final String WRITE = "hvsdk.detection.write";
    private static final Path DOCS = Path.of("..", "docs");
    private static final String END = "<!-- until here -->";

    /** The part of this name, between its two marks, is this. */
    public void hasPart(String part, List<String> made) throws IOException {
        List<String> lines = Files.readAllLines(path());
        int begin = lines.indexOf("<!-- " + part + ": made from the code by " + maker.getSimpleName() + " -->");
        assertThat(begin).as("where " + part + " begins in " + name).isNotNegative();
        int end = begin + lines.subList(begin, lines.size()).indexOf(END);
        List<String> page = new ArrayList<>(lines.subList(0, begin + 1));
        page.addAll(made);
        page.addAll(lines.subList(end, lines.size()));
        is(page);
    }

    /** The page is this. */
    public void is(List<String> lines) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.write(path(), lines);
        }
        assertThat(path()).exists();
        assertThat(Files.readAllLines(path()))
                .as(
                        "docs/%s is out of date; make it anew: mvn -pl sdk-host -am test -Dtest=%s"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        name, maker.getSimpleName(), WRITE)
                .isEqualTo(lines);
    }

    private Path path() {
        return DOCS.resolve(name);
    }

    /** The head of a table. */
    public static List<String> header(String... titles) {
        return List.of(
                row(titles), row(List.of(titles).stream().map(any -> "---").toArray(String[]::new)));
    }

    /** A row of a table. */
    public static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** A value as it is. */
    public static String code(String value) {
        return "`" + value + "`";
    }
}
