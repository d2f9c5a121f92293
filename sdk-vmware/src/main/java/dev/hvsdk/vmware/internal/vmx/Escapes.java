/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Characters that a quoted value cannot hold, written as a bar and two hexadecimal digits.
 *
 * <p>Which ones: the double quote, the bar, DEL and the control characters but the tab (open-vm-tools, lib/dict/dictll.c).
 */
final class Escapes {
    private static final char MARK = '|';
    private static final int DELETE = 0x7f;
    private static final int DIGITS = 2;

    private Escapes() {}

    /**
     * The value as it stands between the quotes.
     *
     * @throws IllegalArgumentException if it holds a zero character, which ends a text for the products
     */
    static String escape(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a value holds a zero character");
        }
        StringBuilder escaped = new StringBuilder(value.length());
        value.chars().forEach(c -> {
            if (mustBeEscaped(c)) {
                escaped.append(MARK).append(HexFormat.of().toHexDigits((byte) c).toUpperCase(Locale.ROOT));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static boolean mustBeEscaped(int c) {
        return c == '"' || c == MARK || c == DELETE || (c < ' ' && c != '\t');
    }

    /** The value that stands between the quotes; a bar that no two digits follow is one, as the products take it. */
    static String unescape(String text, int line) {
        if (text.indexOf(MARK) < 0) {
            return text;
        }
        StringBuilder value = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            if (isEscape(text, at)) {
                value.append(decoded(text.substring(at + 1, at + 1 + DIGITS), line));
                at += DIGITS;
            } else {
                value.append(text.charAt(at));
            }
            at++;
        }
        return value.toString();
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == MARK
                && at + DIGITS < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + DIGITS));
    }

    private static char decoded(String digits, int line) {
        int code = HexFormat.fromHexDigits(digits);
        // Others are bytes of a text in some encoding, which nothing writes.
        if (code == 0 || code > DELETE) {
            throw UnreadableVmxException.at(line, "the value holds an escaped character |" + digits);
        }
        return (char) code;
    }
}
