/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows in columns, fitted to a page.
 *
 * <p>Columns hold ids and numbers, which are never broken, unless the first character of the title says otherwise: those marked
 * {@link #FLEXIBLE} are wrapped where the page is too narrow, and those marked {@link #OPTIONAL} are left out then, the last one
 * first. Not thread-safe: one for each page.
 */
final class Table {
    static final String FLEXIBLE = "~";
    static final String OPTIONAL = "?";

    private static final int GAP = 2;

    /** Enough for the longest of our ids; longer words, such as paths, are broken. */
    private static final int LONGEST_WORD = 26;

    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    Table(String... titles) {
        for (String title : titles) {
            columns.add(Column.of(title, columns.size()));
        }
    }

    Table row(Span... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(new Row(List.of(cells), false));
        return this;
    }

    /** A line that is no row, below the last one, indented by two. */
    Table note(Span text) {
        rows.add(new Row(List.of(text), true));
        return this;
    }

    /** The titles of the columns that must be left out on a page so wide. */
    List<String> leftOut(int width) {
        List<Column> shown = shown(width);
        return fits(shown, width)
                ? columns.stream()
                        .filter(column -> !shown.contains(column))
                        .map(Column::title)
                        .toList()
                : List.of();
    }

    private boolean fits(List<Column> shown, int width) {
        return total(narrowestWidths(shown)) <= width;
    }

    /** The lines, titles first unless all are empty, no wider than so many columns. */
    List<List<Span>> lines(int width) {
        List<Column> shown = shown(width);
        if (!fits(shown, width)) {
            return stacked(width);
        }
        int[] widths = widths(shown, width);
        List<List<Span>> lines = new ArrayList<>();
        if (shown.stream().anyMatch(column -> !column.title().isEmpty())) {
            lines.addAll(aligned(shown.stream().map(Column::heading).toList(), widths));
        }
        for (Row row : rows) {
            lines.addAll(row.isNote() ? row.asNote(width) : aligned(row.cells(shown), widths));
        }
        return lines;
    }

    /** Cells below each other instead of beside each other, each with its title; nothing is left out. */
    private List<List<Span>> stacked(int width) {
        List<List<Span>> lines = new ArrayList<>();
        for (Row row : rows) {
            lines.addAll(row.isNote() ? row.asNote(width) : stacked(row, width));
        }
        return lines;
    }

    private List<List<Span>> stacked(Row row, int width) {
        List<List<Span>> lines = new ArrayList<>();
        for (Column column : columns) {
            Span cell = row.spans().get(column.index());
            boolean isFirst = column.index() == 0;
            if (!cell.text().isEmpty()) {
                String title = isFirst || column.title().isEmpty() ? "" : column.title() + ": ";
                lines.addAll(Row.indented(List.of(Span.faint(title), cell), isFirst ? 0 : 2, width));
            }
        }
        return lines;
    }

    private List<Column> shown(int width) {
        List<Column> shown = new ArrayList<>(columns);
        while (total(narrowestWidths(shown)) > width && shown.stream().anyMatch(Column::isOptional)) {
            shown.remove(shown.stream()
                    .filter(Column::isOptional)
                    .reduce((first, second) -> second)
                    .orElseThrow());
        }
        return shown;
    }

    private int[] narrowestWidths(List<Column> shown) {
        return shown.stream()
                .mapToInt(column -> column.isFlexible() ? narrowest(column) : natural(column))
                .toArray();
    }

    private static int total(int... widths) {
        return IntStream.of(widths).sum() + GAP * (widths.length - 1);
    }

    private int[] widths(List<Column> shown, int width) {
        int[] widths = shown.stream().mapToInt(this::natural).toArray();
        int[] narrowest = narrowestWidths(shown);
        for (int excess = total(widths) - width; excess > 0; excess--) {
            int widest = widestFlexible(shown, widths, narrowest);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private int natural(Column column) {
        return widest(Stream.concat(Stream.of(column.title()), texts(column)));
    }

    private int narrowest(Column column) {
        Stream<String> words = texts(column).flatMap(text -> Stream.of(text.split(" ")));
        return Math.min(LONGEST_WORD, widest(Stream.concat(Stream.of(column.title()), words)));
    }

    private Stream<String> texts(Column column) {
        return rows.stream()
                .filter(row -> !row.isNote())
                .map(row -> row.spans().get(column.index()).text());
    }

    private static int widest(Stream<String> texts) {
        return texts.mapToInt(Text::width).max().orElse(0);
    }

    /** Taking from the widest again and again leaves a short column whole beside a long one. */
    private static int widestFlexible(List<Column> shown, int[] widths, int[] narrowest) {
        return IntStream.range(0, widths.length)
                .filter(column -> shown.get(column).isFlexible() && widths[column] > narrowest[column])
                .reduce(-1, (best, column) -> best < 0 || widths[column] > widths[best] ? column : best);
    }

    private static List<List<Span>> aligned(List<Span> cells, int[] widths) {
        List<List<List<Span>>> wrapped = IntStream.range(0, widths.length)
                .mapToObj(column -> Wrapping.lines(List.of(cells.get(column)), widths[column]))
                .toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(line -> joined(wrapped, widths, line))
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

    private record Column(String title, int index, boolean isFlexible, boolean isOptional) {
        static Column of(String marked, int index) {
            boolean flexible = marked.startsWith(FLEXIBLE);
            boolean optional = marked.startsWith(OPTIONAL);
            return new Column(flexible || optional ? marked.substring(1) : marked, index, flexible, optional);
        }

        Span heading() {
            return Span.faint(title);
        }
    }

    private record Row(List<Span> spans, boolean isNote) {
        List<Span> cells(List<Column> shown) {
            return shown.stream().map(column -> spans.get(column.index())).toList();
        }

        List<List<Span>> asNote(int width) {
            return indented(spans, 2, width);
        }

        /** Wrapped, the first line indented by so many columns and the others by two more. */
        static List<List<Span>> indented(List<Span> spans, int indent, int width) {
            List<List<Span>> lines = new ArrayList<>();
            for (List<Span> line : Wrapping.lines(spans, width - indent - 2)) {
                List<Span> indented = new ArrayList<>();
                indented.add(Span.of(Text.spaces(lines.isEmpty() ? indent : indent + 2)));
                indented.addAll(line);
                lines.add(indented);
            }
            return lines;
        }
    }
}
