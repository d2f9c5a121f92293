/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows in columns. A column whose title begins with {@link #FLEXIBLE} is wrapped where the page is too narrow; the others hold
 * ids and numbers, which are never broken.
 *
 * <p>Not thread-safe: one for each page.
 */
final class Table {
    static final String FLEXIBLE = "~";

    private static final int GAP = 2;
    private static final int NARROWEST = 12;

    private final List<String> titles = new ArrayList<>();
    private final List<Boolean> flexible = new ArrayList<>();
    private final List<List<Span>> rows = new ArrayList<>();

    Table(String... titles) {
        for (String title : titles) {
            flexible.add(title.startsWith(FLEXIBLE));
            this.titles.add(title.startsWith(FLEXIBLE) ? title.substring(FLEXIBLE.length()) : title);
        }
    }

    Table row(Span... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + titles.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, titles first unless all are empty, in at most so many columns where the fixed ones leave room. */
    List<List<Span>> lines(int columns) {
        int[] widths = widths(columns);
        List<List<Span>> lines = new ArrayList<>();
        if (titles.stream().anyMatch(title -> !title.isEmpty())) {
            lines.addAll(lines(titles.stream().map(Span::faint).toList(), widths));
        }
        rows.forEach(row -> lines.addAll(lines(row, widths)));
        return lines;
    }

    private int[] widths(int columns) {
        int[] widths = IntStream.range(0, titles.size()).map(this::naturalWidth).toArray();
        int excess = IntStream.of(widths).sum() + GAP * (widths.length - 1) - columns;
        while (excess > 0) {
            int widest = widestFlexible(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    private int naturalWidth(int column) {
        int cells = Text.widest(
                rows.stream().mapToInt(row -> Text.width(row.get(column).text())));
        return Math.max(Text.width(titles.get(column)), cells);
    }

    /** Taking from the widest again and again leaves a short column whole beside a long one. */
    private int widestFlexible(int[] widths) {
        return IntStream.range(0, widths.length)
                .filter(column -> flexible.get(column) && widths[column] > NARROWEST)
                .reduce(-1, (best, column) -> best < 0 || widths[column] > widths[best] ? column : best);
    }

    private static List<List<Span>> lines(List<Span> row, int[] widths) {
        List<List<List<Span>>> cells = IntStream.range(0, widths.length)
                .mapToObj(column -> Wrapping.lines(List.of(row.get(column)), widths[column]))
                .toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(line -> joined(cells, widths, line))
                .toList();
    }

    private static List<Span> joined(List<List<List<Span>>> cells, int[] widths, int line) {
        List<Span> joined = new ArrayList<>();
        int padding = 0;
        for (int column = 0; column < widths.length; column++) {
            List<List<Span>> cell = cells.get(column);
            List<Span> content = line < cell.size() ? cell.get(line) : List.of();
            int width =
                    content.stream().mapToInt(span -> Text.width(span.text())).sum();
            if (width > 0) {
                joined.add(Span.of(Text.spaces(padding)));
                joined.addAll(content);
                padding = 0;
            }
            padding += widths[column] - width + GAP;
        }
        return joined;
    }
}
