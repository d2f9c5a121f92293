/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.Map;

/** A machine drawn as text, wrapped to the width of the terminal and coloured. */
final class TopologyPage {
    private static final Map<String, Tone> TONES = Map.of(
            "ready", Tone.GOOD,
            "preparable", Tone.WARNING,
            "blocked", Tone.BAD,
            "unknown", Tone.STRONG,
            "platform", Tone.FAINT);

    private TopologyPage() {}

    static void show(Page page, String outline) {
        outline.lines().forEach(line -> show(page, line, line.indexOf(line.strip())));
    }

    private static void show(Page page, String line, int indent) {
        String words = line.strip();
        // What the host says may hold brackets too: the last ones are the picture's.
        int verdict = words.endsWith("]") ? words.lastIndexOf('[') : -1;
        if (verdict >= 0) {
            page.line(indent, Span.of(words.substring(0, verdict)), verdict(words.substring(verdict)));
        } else {
            page.line(indent, new Span(words, indent == 0 ? Tone.HEADING : Tone.PLAIN));
        }
    }

    private static Span verdict(String words) {
        String word = words.substring(1).split("\\W", 2)[0];
        return new Span(words, TONES.getOrDefault(word, Tone.PLAIN));
    }
}
