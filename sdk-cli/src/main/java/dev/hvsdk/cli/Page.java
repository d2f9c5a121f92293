/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.PrintWriter;
import java.util.List;

/**
 * Writes text for people: headings, wrapped lines and tables, no wider than the terminal.
 *
 * <p>Not thread-safe: one for each output.
 */
final class Page {
    private final PrintWriter out;
    private final int width;
    private final boolean coloured;
    private boolean empty = true;

    Page(PrintWriter out, int width, boolean coloured) {
        this.out = out;
        this.width = width;
        this.coloured = coloured;
    }

    /** A section's title, with an empty line before it unless it is the first. */
    void heading(String title) {
        if (!empty) {
            out.println();
        }
        line(0, new Span(title, Tone.HEADING));
    }

    /** A paragraph; its further lines are indented by two more. */
    void line(int indent, Span... spans) {
        hanging(indent, indent + 2, spans);
    }

    /** A paragraph whose first line and whose further lines begin at these columns. */
    void hanging(int indent, int further, Span... spans) {
        List<List<Span>> lines = Wrapping.lines(List.of(spans), width - Math.max(indent, further));
        for (int i = 0; i < lines.size(); i++) {
            print(i == 0 ? indent : further, lines.get(i));
        }
    }

    void table(int indent, Table table) {
        table.lines(width - indent).forEach(line -> print(indent, line));
        List<String> leftOut = table.leftOut(width - indent);
        if (!leftOut.isEmpty()) {
            String titles = String.join(", ", leftOut);
            line(indent, Span.faint("No room for " + titles + "; a wider terminal or --format json shows them."));
        }
    }

    /** Lines of another language, as they are but for what could rewrite what the reader sees. */
    void verbatim(String text) {
        text.lines().map(Text::harmless).forEach(out::println);
        empty = false;
    }

    private void print(int indent, List<Span> line) {
        StringBuilder text = new StringBuilder(Text.spaces(indent));
        line.forEach(span -> text.append(coloured ? span.tone().paint(span.text()) : span.text()));
        out.println(line.isEmpty() ? "" : text);
        empty = false;
    }
}
