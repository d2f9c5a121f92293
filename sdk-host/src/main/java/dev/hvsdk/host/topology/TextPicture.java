/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.host.topology.Sketch.Area;
import dev.hvsdk.host.topology.Sketch.Bundle;
import dev.hvsdk.host.topology.Sketch.Device;
import java.util.ArrayList;
import java.util.List;

/** A sketch as an outline. A line of a device ends with what stands in the way, in brackets. */
final class TextPicture {
    private final StringBuilder text = new StringBuilder();

    private TextPicture() {}

    static String of(Sketch sketch) {
        TextPicture picture = new TextPicture();
        picture.head(sketch);
        sketch.areas().forEach(picture::area);
        picture.section("Not known", sketch.gaps());
        return picture.text.toString();
    }

    private void head(Sketch sketch) {
        line(0, sketch.title());
        sketch.facts().forEach(fact -> line(2, fact));
        line(2, sketch.iommu());
        line(2, sketch.counted());
        section("Sockets", sketch.sockets());
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n');
            line(0, title);
            lines.forEach(each -> line(2, each));
        }
    }

    private void area(Area area) {
        section(area.title(), area.facts());
        for (Sketch.Group group : area.groups()) {
            int indent = group.title().isEmpty() ? 2 : 4;
            if (indent > 2) {
                line(2, group.title());
            }
            group.devices().forEach(device -> device(indent, device));
        }
    }

    private void device(int indent, Device device) {
        Caption caption = device.caption();
        line(indent, caption.address() + "  " + said(caption));
        for (Bundle bundle : device.parts()) {
            line(indent + 2, bundle.title() + ": " + said(bundle.common()));
            bundle.members().forEach(member -> line(indent + 4, place(member)));
        }
    }

    private static String said(Caption caption) {
        List<String> words = new ArrayList<>();
        if (!caption.name().isEmpty()) {
            words.add(caption.name());
        }
        words.addAll(caption.facts());
        return String.join(", ", words) + " [" + caption.verdict() + "]";
    }

    private static String place(Caption part) {
        return part.group().isEmpty() ? part.address() : part.address() + "  " + part.group();
    }

    private void line(int indent, String words) {
        text.append(" ".repeat(indent)).append(words).append('\n');
    }
}
