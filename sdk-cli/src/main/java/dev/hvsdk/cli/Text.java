/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

/** What text from anywhere must become before it may go to a terminal, and how wide it is there. */
final class Text {
    /** Longer values tell a reader nothing more; JSON has them whole. */
    private static final int MAX_LENGTH = 400;

    /** What went wrong ends with what to do about it, which must not be cut off. */
    private static final int MAX_MESSAGE = 2000;

    /** The blocks that terminals show in two columns (Unicode Standard Annex 11: W and F), first and last of each. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private Text() {}

    /** Without control characters, which could rewrite what the reader sees, and not longer than anyone reads. */
    static String clean(String text) {
        return clean(text, MAX_LENGTH);
    }

    /** The same of what went wrong. */
    static String cleanMessage(String text) {
        return clean(text, MAX_MESSAGE);
    }

    private static String clean(String text, int most) {
        if (isHarmless(text, most)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(most).map(Text::harmless).forEach(safe::appendCodePoint);
        return text.length() > most ? safe + "..." : safe.toString();
    }

    /** Without control characters but for tabulators, at its whole length. */
    static String harmless(String text) {
        return text.codePoints()
                .map(point -> point == '\t' ? point : harmless(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHarmless(String text, int most) {
        return text.length() <= most && text.codePoints().allMatch(point -> harmless(point) == point);
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

    private static boolean isWide(int point) {
        for (int[] block : WIDE) {
            if (point >= block[0] && point <= block[1]) {
                return true;
            }
        }
        return false;
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
