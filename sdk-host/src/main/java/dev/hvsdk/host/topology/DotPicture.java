/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.host.topology.Sketch.Area;
import dev.hvsdk.host.topology.Sketch.Bundle;
import dev.hvsdk.host.topology.Sketch.Device;
import dev.hvsdk.host.topology.Sketch.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * A sketch as a graph in the language of Graphviz (graphviz.org/doc/info/lang.html): frames for areas and groups, a node for each
 * device, a line from each function to its parts.
 */
final class DotPicture {
    private final StringBuilder text = new StringBuilder();
    private final List<String> edges = new ArrayList<>();

    /** Parts that are not in the group of their function, and so not in its frame. */
    private final List<Caption> outside = new ArrayList<>();

    private int frames;

    private DotPicture() {}

    static String of(Sketch sketch) {
        DotPicture picture = new DotPicture();
        picture.begin(sketch);
        sketch.areas().forEach(picture::area);
        picture.edges.forEach(edge -> picture.line(1, edge));
        return picture.text.append("}\n").toString();
    }

    private void begin(Sketch sketch) {
        List<String> head = new ArrayList<>(sketch.facts());
        head.add(sketch.iommu());
        head.add(sketch.counted());
        head.addAll(sketch.sockets());
        line(0, "digraph topology {");
        line(
                1,
                "graph [rankdir=LR, fontname=\"Helvetica\", labelloc=t, labeljust=l, ranksep=0.5, nodesep=0.12, "
                        + "label=" + quoted(sketch.title() + "\n" + String.join("\n", head), "\\l") + "];");
        line(1, "node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=10, margin=\"0.12,0.06\"];");
        line(1, "edge [arrowhead=none, color=\"#5a6068\"];");
    }

    private void area(Area area) {
        line(1, "subgraph cluster_" + frames++ + " {");
        String label = area.title() + "\n" + String.join("\n", area.facts());
        line(2, "graph [style=\"rounded\", color=\"#5a6068\", label=" + quoted(label, "\\l") + "];");
        if (area.groups().isEmpty()) {
            line(2, "empty_" + frames + " [shape=plaintext, label=\"no device\"];");
        }
        area.groups().forEach(this::group);
        outside.forEach(part -> node(2, part));
        outside.clear();
        line(1, "}");
    }

    private void group(Group group) {
        if (group.title().isEmpty()) {
            group.devices().forEach(device -> device(2, device));
            return;
        }
        line(2, "subgraph cluster_" + frames++ + " {");
        line(3, "graph [style=\"rounded,dashed\", color=\"#5a6068\", label=" + quoted(group.title(), "\\l") + "];");
        group.devices().forEach(device -> device(3, device));
        line(2, "}");
    }

    private void device(int indent, Device device) {
        Caption whole = device.caption();
        node(indent, whole);
        for (Bundle bundle : device.parts()) {
            for (Caption part : bundle.members()) {
                edges.add(quoted(whole.address(), "") + " -> " + quoted(part.address(), "") + ";");
                if (part.group().equals(whole.group())) {
                    node(indent, part);
                } else {
                    outside.add(part);
                }
            }
        }
    }

    private void node(int indent, Caption caption) {
        String place = caption.group().isEmpty() ? caption.address() : caption.address() + ", " + caption.group();
        String label = place + "\n" + (caption.name().isEmpty() ? "" : caption.name() + "\n")
                + String.join(", ", caption.facts()) + "\n" + caption.verdict();
        line(
                indent,
                quoted(caption.address(), "") + " [" + style(caption.mark()) + ", label=" + quoted(label, "\\l")
                        + "];");
    }

    private static String style(Mark mark) {
        String color = "color=\"" + mark.onLight() + "\"";
        return switch (mark) {
            case BLOCKED -> color + ", penwidth=2.5";
            case PLATFORM -> color + ", style=\"rounded,dotted\"";
            case UNKNOWN -> color + ", style=\"rounded,dashed\"";
            case READY, PREPARABLE -> color + ", penwidth=1.5";
        };
    }

    /**
     * A quoted string in ASCII whose lines each end with {@code end}. A label reads references as HTML does, so that {@code &} has
     * to be one, and other characters can be.
     */
    private static String quoted(String words, String end) {
        StringBuilder quoted = new StringBuilder("\"");
        (words + (end.isEmpty() ? "" : "\n")).codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> quoted.append(end);
                case '"', '\\' -> quoted.append('\\').appendCodePoint(point);
                default -> appendAscii(quoted, point);
            }
        });
        return quoted.append('"').toString();
    }

    private static void appendAscii(StringBuilder text, int point) {
        if (point == '&' || point > 0x7e) {
            text.append("&#").append(point).append(';');
        } else {
            text.appendCodePoint(point);
        }
    }

    private void line(int indent, String words) {
        text.append("  ".repeat(indent)).append(words).append('\n');
    }
}
