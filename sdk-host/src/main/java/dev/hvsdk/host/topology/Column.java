/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.host.topology.Sketch.Bundle;
import dev.hvsdk.host.topology.Sketch.Device;
import dev.hvsdk.host.topology.Sketch.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * A group of devices laid out from top to bottom, as wide as a column of an SVG picture.
 *
 * <p>Not thread-safe: one for each group.
 */
final class Column {
    static final int WIDTH = 368;

    private static final int PAD = 10;
    private static final double SIZE = 12;
    private static final int LINE = 16;

    /** Digits of a monospaced font at the size of the members: 0.61 of it at most, and a blank at the end. */
    private static final double MEMBER_DIGIT = 6.8;

    private final List<Shape> shapes = new ArrayList<>();
    private int y;

    private Column() {}

    /** What is drawn: from the top left corner of the column. */
    sealed interface Shape {
        /** A line of text; where {@code right}, it ends at {@code x}. */
        record Text(int x, int y, String css, String words, boolean right) implements Shape {}

        /** A rectangle with round corners. */
        record Box(int x, int y, int width, int height, String css) implements Shape {}

        /** The shape of a mark, twelve pixels high and wide, from its top left corner. */
        record Sign(int x, int y, Mark mark) implements Shape {}

        /** The beginning of what belongs to one device, with its words for who points at it. */
        record Begin(String css, String words) implements Shape {}

        /** Its end. */
        record End() implements Shape {}
    }

    static Column of(Group group) {
        Column column = new Column();
        column.group(group);
        return column;
    }

    List<Shape> shapes() {
        return shapes;
    }

    int height() {
        return y;
    }

    private void group(Group group) {
        if (group.title().isEmpty()) {
            group.devices().forEach(device -> card(0, WIDTH, device));
            return;
        }
        int frame = reserve();
        y += 6;
        text(PAD, "h3", group.title());
        for (Device device : group.devices()) {
            y += 6;
            card(PAD, WIDTH - 2 * PAD, device);
        }
        y += PAD;
        shapes.set(frame, new Shape.Box(0, 0, WIDTH, y, "group"));
    }

    /** A place among the shapes for one whose height is known later, below those that come. */
    private int reserve() {
        shapes.add(new Shape.End());
        return shapes.size() - 1;
    }

    private void card(int x, int width, Device device) {
        Caption caption = device.caption();
        shapes.add(new Shape.Begin(caption.mark().word(), caption.address() + ", " + caption.verdict()));
        int box = reserve();
        int bar = reserve();
        int top = y;
        y += 4;
        int left = x + 16;
        int room = width - 26;
        verdict(x + width - PAD, caption.mark());
        text(left, "address", caption.address());
        said(left, room, caption);
        device.parts().forEach(bundle -> bundle(left, room, bundle));
        y += 8;
        shapes.set(box, new Shape.Box(x, top, width, y - top, "card"));
        shapes.set(bar, new Shape.Box(x, top, 6, y - top, "bar"));
        shapes.add(new Shape.End());
    }

    private void verdict(int right, Mark mark) {
        int width = (int) Math.ceil(TextWidth.of(mark.word(), SIZE) * 1.08);
        shapes.add(new Shape.Sign(right - width - 16, y + 5, mark));
        shapes.add(new Shape.Text(right, y + LINE, "word", mark.word(), true));
    }

    private void said(int x, int room, Caption caption) {
        wrapped(x, room, "", caption.name());
        wrapped(x, room, "facts", String.join(", ", caption.facts()));
        wrapped(x, room, "why", caption.why());
    }

    private void bundle(int x, int room, Bundle bundle) {
        Caption common = bundle.common();
        shapes.add(new Shape.Begin(common.mark().word(), bundle.title() + ", " + common.verdict()));
        y += 6;
        verdict(x + room, common.mark());
        text(x, "strong", bundle.title());
        said(x, room, common);
        members(x, room, bundle.members());
        shapes.add(new Shape.End());
    }

    /** As many beside each other as the longest allows. */
    private void members(int x, int room, List<Caption> members) {
        int digits = members.stream()
                .mapToInt(member -> place(member).length() + 2)
                .max()
                .orElse(1);
        int width = (int) Math.ceil(digits * MEMBER_DIGIT);
        int beside = Math.max(1, room / width);
        for (int i = 0; i < members.size(); i++) {
            shapes.add(new Shape.Text(x + i % beside * width, y + LINE, "member", place(members.get(i)), false));
            if (i % beside == beside - 1 || i == members.size() - 1) {
                y += LINE;
            }
        }
    }

    private static String place(Caption part) {
        return part.group().isEmpty() ? part.address() : part.address() + " " + part.group();
    }

    private void wrapped(int x, int room, String css, String words) {
        // Semibold letters are a little wider.
        TextWidth.lines(words, css.equals("why") ? room * 0.94 : room, SIZE).forEach(line -> text(x, css, line));
    }

    private void text(int x, String css, String words) {
        y += LINE;
        shapes.add(new Shape.Text(x, y, css, words, false));
    }
}
