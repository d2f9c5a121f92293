/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks spans into lines of at most a number of columns, between words where it can.
 *
 * <p>Not thread-safe: one for each paragraph.
 */
final class Wrapping {
    private final int columns;
    private final List<List<Span>> lines = new ArrayList<>();
    private List<Span> line = new ArrayList<>();
    private int used;

    private Wrapping(int columns) {
        this.columns = Math.max(1, columns);
    }

    /** The lines; at least one, none with white space at its end. */
    static List<List<Span>> lines(List<Span> spans, int columns) {
        Wrapping wrapping = new Wrapping(columns);
        spans.forEach(wrapping::add);
        wrapping.endLine();
        return wrapping.lines;
    }

    private void add(Span span) {
        for (String word : span.text().split("(?<= )(?! )", -1)) {
            addWord(word, span.tone());
        }
    }

    private void addWord(String word, Tone tone) {
        String rest = word;
        if (used + Text.width(rest.stripTrailing()) > columns && used > 0) {
            endLine();
        }
        while (Text.width(rest.stripTrailing()) > columns) {
            int end = Text.fitting(rest, columns);
            put(rest.substring(0, end), tone);
            endLine();
            rest = rest.substring(end);
        }
        put(rest, tone);
    }

    private void put(String text, Tone tone) {
        if (!text.isEmpty()) {
            line.add(new Span(text, tone));
            used += Text.width(text);
        }
    }

    private void endLine() {
        trimEnd();
        lines.add(line);
        line = new ArrayList<>();
        used = 0;
    }

    private void trimEnd() {
        while (!line.isEmpty()) {
            Span last = line.remove(line.size() - 1);
            String trimmed = last.text().stripTrailing();
            if (!trimmed.isEmpty()) {
                line.add(new Span(trimmed, last.tone()));
                return;
            }
        }
    }
}
