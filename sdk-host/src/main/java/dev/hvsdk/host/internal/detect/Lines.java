/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import java.util.Optional;

/**
 * Looks things up in text files of the kernel without a regular expression or a copy of each line.
 *
 * <p>Thread-safe: it has no state.
 */
public final class Lines {
    private static final int LONGEST_VALUE = 160;

    private Lines() {}

    /** The value of the first line {@code key separator value}, blanks around the separator skipped. */
    public static Optional<String> value(String text, String key, char separator) {
        for (int start = 0; start < text.length(); start = after(text, start)) {
            int at = text.startsWith(key, start) ? skipBlanks(text, start + key.length()) : text.length();
            if (at < text.length() && text.charAt(at) == separator) {
                return Optional.of(text.substring(at + 1, end(text, at)).strip());
            }
        }
        return Optional.empty();
    }

    /** Where the line that holds this position ends. */
    static int end(String text, int position) {
        int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end;
    }

    private static int after(String text, int position) {
        return end(text, position) + 1;
    }

    private static int skipBlanks(String text, int position) {
        int at = position;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** The text on one line and of bounded length, because whoever wrote it may be hostile. */
    public static String printable(String text) {
        String cut = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
        StringBuilder out = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return out.toString().strip();
    }

    /** Whether a name is {@code count} hexadecimal digits: the identifier of a container. */
    static boolean isHex(String name, int count) {
        return name.length() == count && name.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
}
