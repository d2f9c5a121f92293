/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.host.topology.Sketch.Area;
import dev.hvsdk.host.topology.Sketch.Bundle;
import dev.hvsdk.host.topology.Sketch.Device;
import dev.hvsdk.host.topology.Sketch.Group;
import java.util.List;

/** A sketch as a page: whole in one file, without a script, for screens light and dark and for paper. */
final class HtmlPicture {
    private static final int MANY_PARTS = 8;

    private final Markup html = new Markup();

    private HtmlPicture() {}

    static String of(Sketch sketch) {
        HtmlPicture picture = new HtmlPicture();
        picture.page(sketch);
        return picture.html.end();
    }

    private void page(Sketch sketch) {
        html.declaration("<!DOCTYPE html>").open("html", "lang", "en").text("\n");
        head(sketch);
        html.open("body").text("\n");
        header(sketch);
        html.open("main").text("\n");
        sketch.areas().forEach(this::area);
        gaps(sketch.gaps());
        html.closeLine().closeLine();
    }

    private void head(Sketch sketch) {
        html.open("head").text("\n");
        html.empty("meta", "charset", "utf-8").text("\n");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .text("\n");
        html.empty("meta", "name", "color-scheme", "content", "light dark").text("\n");
        html.leaf("title", "Topology of " + sketch.title()).text("\n");
        html.leaf("style", "\n" + Style.ofPage()).text("\n");
        html.closeLine();
    }

    private void header(Sketch sketch) {
        html.open("header").text("\n").leaf("h1", sketch.title()).text("\n");
        sketch.facts().forEach(fact -> html.leaf("p", fact).text("\n"));
        html.leaf("p", sketch.iommu(), "class", "iommu").text("\n");
        legend(sketch);
        list("Sockets", sketch.sockets());
        html.closeLine();
    }

    private void legend(Sketch sketch) {
        html.open("ul", "class", "legend", "aria-label", "Devices").text("\n");
        sketch.counts().forEach((mark, count) -> {
            html.open("li");
            mark(mark, count + " " + mark.word());
            html.text(" ").leaf("small", mark.meaning()).closeLine();
        });
        html.closeLine();
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            html.leaf("h2", title).text("\n").open("ul", "class", "plain").text("\n");
            lines.forEach(line -> html.leaf("li", line).text("\n"));
            html.closeLine();
        }
    }

    private void area(Area area) {
        html.open("section", "class", "area")
                .text("\n")
                .leaf("h2", area.title())
                .text("\n");
        html.leaf("p", String.join(". ", area.facts()) + ".", "class", "facts").text("\n");
        html.open("div", "class", "groups").text("\n");
        area.groups().forEach(this::group);
        html.closeLine().closeLine();
    }

    private void group(Group group) {
        boolean named = !group.title().isEmpty();
        html.open("section", "class", (named ? "group" : "alone") + (hasManyParts(group) ? " wide" : ""))
                .text("\n");
        if (named) {
            html.leaf("h3", group.title()).text("\n");
        }
        html.open("ul", "class", "devices").text("\n");
        group.devices().forEach(this::device);
        html.closeLine().closeLine();
    }

    /** So many that one column would be a tower beside nothing. */
    private static boolean hasManyParts(Group group) {
        return group.devices().stream()
                .flatMap(device -> device.parts().stream())
                .anyMatch(bundle -> bundle.members().size() > MANY_PARTS);
    }

    private void device(Device device) {
        Caption caption = device.caption();
        html.open("li", "class", "device " + caption.mark().word()).text("\n");
        html.open("div", "class", "top").leaf("code", caption.address(), "class", "address");
        mark(caption.mark(), caption.mark().word());
        html.closeLine();
        if (!caption.name().isEmpty()) {
            html.leaf("div", caption.name(), "class", "name").text("\n");
        }
        html.leaf("div", String.join(", ", caption.facts()), "class", "facts").text("\n");
        why(caption);
        device.parts().forEach(this::bundle);
        html.closeLine();
    }

    private void mark(Mark mark, String words) {
        html.open("span", "class", "mark " + mark.word());
        html.leaf("i", "", "aria-hidden", "true").text(words).close();
    }

    private void why(Caption caption) {
        if (!caption.why().isEmpty()) {
            html.leaf("div", caption.why(), "class", "why").text("\n");
        }
    }

    private void bundle(Bundle bundle) {
        Caption common = bundle.common();
        html.open("div", "class", "parts " + common.mark().word()).text("\n");
        html.open("div", "class", "top").leaf("strong", bundle.title());
        mark(common.mark(), common.mark().word());
        html.closeLine();
        if (!common.name().isEmpty()) {
            html.leaf("div", common.name(), "class", "name").text("\n");
        }
        html.leaf("div", String.join(", ", common.facts()), "class", "facts").text("\n");
        why(common);
        html.open("ul").text("\n");
        bundle.members().forEach(this::member);
        html.closeLine().closeLine();
    }

    private void member(Caption part) {
        html.open("li").leaf("code", part.address(), "class", "address");
        if (!part.group().isEmpty()) {
            html.text(" ").leaf("small", part.group());
        }
        html.closeLine();
    }

    private void gaps(List<String> gaps) {
        if (!gaps.isEmpty()) {
            html.open("section", "class", "gaps").text("\n");
            list("Not known", gaps);
            html.closeLine();
        }
    }
}
