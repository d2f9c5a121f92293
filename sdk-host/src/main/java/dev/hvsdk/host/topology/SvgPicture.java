/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.host.topology.Column.Shape;
import dev.hvsdk.host.topology.Sketch.Area;
import dev.hvsdk.host.topology.Sketch.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A sketch as a picture: areas below each other, in each the groups in columns. The layout is done here, with integers, so that it
 * is the same everywhere.
 */
final class SvgPicture {
    private static final int COLUMNS = 3;
    private static final int GAP = 16;
    private static final int MARGIN = 24;
    private static final int INNER = COLUMNS * Column.WIDTH + (COLUMNS - 1) * GAP;
    private static final int WIDTH = INNER + 2 * GAP + 2 * MARGIN;

    private final Markup svg = new Markup();
    private final Sketch sketch;

    private SvgPicture(Sketch sketch) {
        this.sketch = sketch;
    }

    static String of(Sketch sketch) {
        return new SvgPicture(sketch).picture();
    }

    /** A group with where it stands in its area. */
    private record Placed(int x, int y, Column column) {}

    /** An area whose groups have their places. */
    private record Laid(Area area, List<String> facts, int top, int height, List<Placed> groups) {}

    /** A line of text before it has a place. */
    private record Line(String css, String words, int height) {}

    private String picture() {
        List<Line> head = head();
        int top = MARGIN + head.stream().mapToInt(Line::height).sum();
        int legend = top + 12;
        int y = legend + sketch.counts().size() * 20 + 8;
        List<Laid> areas = new ArrayList<>();
        for (Area area : sketch.areas()) {
            Laid laid = lay(area, y);
            areas.add(laid);
            y += laid.height() + GAP;
        }
        List<Line> gaps = gaps();
        int height = y + gaps.stream().mapToInt(Line::height).sum() + MARGIN;
        begin(height);
        lines(head, MARGIN);
        legend(legend);
        areas.forEach(this::area);
        lines(gaps, y);
        svg.closeLine();
        return svg.end();
    }

    private List<Line> head() {
        List<Line> lines = new ArrayList<>();
        add(lines, "h1", sketch.title(), 22, 28);
        sketch.facts().forEach(fact -> add(lines, "", fact, 12, 18));
        add(lines, "strong", sketch.iommu(), 13, 18);
        sketch.sockets().forEach(socket -> add(lines, "", socket, 12, 18));
        return lines;
    }

    private List<Line> gaps() {
        List<Line> lines = new ArrayList<>();
        if (!sketch.gaps().isEmpty()) {
            add(lines, "strong", "Not known", 12, 18);
            sketch.gaps().forEach(gap -> add(lines, "facts", gap, 12, 18));
        }
        return lines;
    }

    private static void add(List<Line> lines, String css, String words, double size, int height) {
        TextWidth.lines(words, INNER, size).forEach(line -> lines.add(new Line(css, line, height)));
    }

    private static Laid lay(Area area, int top) {
        List<String> facts = TextWidth.lines(String.join(". ", area.facts()) + ".", INNER, 12);
        int[] ends = new int[COLUMNS];
        List<Placed> placed = new ArrayList<>();
        for (Group group : area.groups()) {
            Column column = Column.of(group);
            int shortest = shortest(ends);
            placed.add(new Placed(shortest * (Column.WIDTH + GAP), ends[shortest], column));
            ends[shortest] += column.height() + GAP;
        }
        int tallest = Math.max(ends[0], Math.max(ends[1], ends[2]));
        return new Laid(area, facts, top, headHeight(facts) + tallest, placed);
    }

    private static int headHeight(List<String> facts) {
        return 36 + facts.size() * 18 + 8;
    }

    private static int shortest(int[] ends) {
        int shortest = 0;
        for (int i = 1; i < ends.length; i++) {
            if (ends[i] < ends[shortest]) {
                shortest = i;
            }
        }
        return shortest;
    }

    private void begin(int height) {
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                text(WIDTH),
                "height",
                text(height),
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "role",
                "graphics-document document",
                "aria-labelledby",
                "title desc");
        svg.text("\n")
                .leaf("title", "Topology of " + sketch.title(), "id", "title")
                .text("\n");
        svg.leaf("desc", sketch.counted() + ". " + sketch.iommu(), "id", "desc").text("\n");
        svg.leaf("style", "\n" + Style.ofPicture()).text("\n");
        rect(0, 0, WIDTH, height, 0, "ground");
    }

    private void lines(List<Line> lines, int top) {
        int y = top;
        for (Line line : lines) {
            y += line.height();
            words(MARGIN, y - line.height() / 4, line.css(), line.words(), false);
        }
    }

    private void legend(int top) {
        int y = top;
        for (Map.Entry<Mark, Integer> entry : sketch.counts().entrySet()) {
            Mark mark = entry.getKey();
            svg.open("g", "class", mark.word());
            sign(MARGIN, y, mark);
            words(MARGIN + 20, y + 11, "word", entry.getValue() + " " + mark.word(), false);
            words(MARGIN + 160, y + 11, "facts", mark.meaning(), false);
            svg.closeLine();
            y += 20;
        }
    }

    private void area(Laid laid) {
        rect(MARGIN, laid.top(), WIDTH - 2 * MARGIN, laid.height(), 10, "area");
        int left = MARGIN + GAP;
        words(left, laid.top() + 28, "h2", laid.area().title(), false);
        int y = laid.top() + 30;
        for (String fact : laid.facts()) {
            y += 18;
            words(left, y, "facts", fact, false);
        }
        for (Placed placed : laid.groups()) {
            int x = left + placed.x();
            svg.open(
                    "g",
                    "transform",
                    "translate(" + x + " " + (laid.top() + headHeight(laid.facts()) + placed.y()) + ")");
            svg.text("\n");
            placed.column().shapes().forEach(this::shape);
            svg.closeLine();
        }
    }

    private void shape(Shape shape) {
        if (shape instanceof Shape.Text text) {
            words(text.x(), text.y(), text.css(), text.words(), text.right());
        } else if (shape instanceof Shape.Box box) {
            rect(box.x(), box.y(), box.width(), box.height(), box.css().equals("bar") ? 0 : 4, box.css());
        } else if (shape instanceof Shape.Sign sign) {
            sign(sign.x(), sign.y(), sign.mark());
        } else if (shape instanceof Shape.Begin begin) {
            svg.open("g", "class", begin.css()).leaf("title", begin.words()).text("\n");
        } else {
            svg.closeLine();
        }
    }

    private void words(int x, int y, String css, String words, boolean right) {
        svg.open("text", "x", text(x), "y", text(y));
        if (!css.isEmpty()) {
            svg.attribute("class", css);
        }
        if (right) {
            svg.attribute("text-anchor", "end");
        }
        svg.text(words).closeLine();
    }

    private void rect(int x, int y, int width, int height, int radius, String css) {
        svg.empty(
                "rect",
                "x",
                text(x),
                "y",
                text(y),
                "width",
                text(width),
                "height",
                text(height),
                "rx",
                text(radius),
                "class",
                css);
        svg.text("\n");
    }

    private void sign(int x, int y, Mark mark) {
        switch (mark) {
            case READY -> svg.empty("circle", "cx", text(x + 6), "cy", text(y + 6), "r", "6", "class", "solid");
            case UNKNOWN -> svg.empty("circle", "cx", text(x + 6), "cy", text(y + 6), "r", "5", "class", "hollow");
            case PREPARABLE -> path("M" + (x + 6) + " " + y + "l6 12h-12z", "solid");
            case BLOCKED -> path("M" + x + " " + y + "h12v12h-12z", "solid");
            case PLATFORM -> path("M" + (x + 1) + " " + (y + 1) + "h10v10h-10z", "hollow");
        }
        svg.text("\n");
    }

    private void path(String way, String css) {
        svg.empty("path", "d", way, "class", css);
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
