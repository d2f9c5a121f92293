/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints what was measured, as tables in Markdown. */
public final class Table {
    private final PrintStream out;

    public Table(PrintStream out) {
        this.out = out;
    }

    /** The times in milliseconds, and their ratios to those of each of the peers with these names. */
    public void times(String title, int rounds, Results results, List<String> bases) throws IOException {
        out.printf("%n**%s**, %d rounds, JDK %s, load %s%n%n", title, rounds, Runtime.version(), load());
        out.print("| ms | fastest | median |");
        bases.forEach(base -> out.printf(" to \"%s\": fastest | median |", base));
        out.printf("%n| --- | --- | --- |%s%n", " --- | --- |".repeat(bases.size()));
        List<Times> others = bases.stream().map(results::of).toList();
        results.names().forEach(name -> row(name, results.of(name), others));
        out.flush();
    }

    private void row(String name, Times time, List<Times> bases) {
        out.printf(Locale.ROOT, "| %s | %.3f | %.3f |", name, time.fastest(), time.median());
        for (Times base : bases) {
            out.printf(Locale.ROOT, " %.2f | %.2f |", time.fastest() / base.fastest(), time.median() / base.median());
        }
        out.println();
    }

    /** Any other table: the heads of its columns, and rows of as many cells. */
    public void rows(String title, List<String> heads, List<List<String>> rows) throws IOException {
        out.printf("%n**%s**, JDK %s, load %s%n%n", title, Runtime.version(), load());
        line(heads);
        line(heads.stream().map(head -> "---").toList());
        rows.forEach(this::line);
        out.flush();
    }

    private void line(List<String> cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }

    /** The load of the last one, five and fifteen minutes. */
    private static String load() throws IOException {
        return String.join(
                " ",
                List.of(Files.readString(Path.of("/proc/loadavg")).split(" ")).subList(0, 3));
    }
}
