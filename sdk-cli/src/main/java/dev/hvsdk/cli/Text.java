/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

/** What text from anywhere must become before it may go to a terminal, and how wide it is there. */
final class Text {
    /** Longer values tell a reader nothing more; JSON has them whole. */
    private static final int MAX_LENGTH = 400;

    private Text() {}

    /** Without control characters, which could rewrite what the reader sees, and not longer than anyone reads. */
    static String clean(String text) {
        if (isHarmless(text)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(MAX_LENGTH).map(Text::harmless).forEach(safe::appendCodePoint);
        return text.length() > MAX_LENGTH ? safe + "..." : safe.toString();
    }

    private static boolean isHarmless(String text) {
        return text.length() <= MAX_LENGTH && text.codePoints().allMatch(point -> harmless(point) == point);
    }

    private static int harmless(int point) {
        if (point >= ' ' && point < 0x7f) {
            return point;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                Character.isWhitespace(point) ? ' ' : '?';
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> '?';
            default -> point;
        };
    }

    /** How many columns of a terminal it takes. */
    static int width(String text) {
        return text.codePoints().map(Text::width).sum();
    }

    static int width(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** The blocks that terminals show in two columns (Unicode Standard Annex 11: W and F). */
    private static boolean isWide(int point) {
        return point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0xFFE0 && point <= 0xFFE6
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
    }

    /** How many characters from the beginning fit into a number of columns, up to a slash if there is one; at least one. */
    static int fitting(String text, int columns) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            used += width(point);
            if (used > columns && end > 0) {
                int slash = text.lastIndexOf('/', end - 1) + 1;
                return slash > end / 2 ? slash : end;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    static String spaces(int count) {
        return " ".repeat(Math.max(0, count));
    }
}
