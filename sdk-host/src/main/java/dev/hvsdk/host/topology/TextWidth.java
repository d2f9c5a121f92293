/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * How much room a text takes in a font that is not at hand, and where to break it. The widths are those of DejaVu Sans, the widest
 * of the fonts that the style sheet names, rounded up: a line may be shorter than it could be, and is never cut.
 */
final class TextWidth {
    private TextWidth() {}

    /** In pixels, at a size of so many. */
    static double of(String text, double size) {
        return text.codePoints().mapToDouble(TextWidth::em).sum() * size;
    }

    private static double em(int point) {
        if ("il.,:;'|!()[]/ jtfrI-".indexOf(point) >= 0) {
            return 0.42;
        }
        if ("mwMWQO@%".indexOf(point) >= 0 || point > 0x2ff) {
            return 1.0;
        }
        return Character.isUpperCase(point) ? 0.78 : 0.65;
    }

    /** The lines of a text that is at most so many pixels wide; a word that is wider is broken. */
    static List<String> lines(String text, double width, double size) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && of(line + " " + word, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (of(line.toString(), size) > width) {
                int end = fitting(line, width, size);
                lines.add(line.substring(0, end));
                line.delete(0, end);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static int fitting(CharSequence text, double width, double size) {
        double used = 0;
        int end = 0;
        while (end < text.length()) {
            int point = Character.codePointAt(text, end);
            used += em(point) * size;
            if (used > width && end > 0) {
                return end;
            }
            end += Character.charCount(point);
        }
        return end;
    }
}
