/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

/**
 * What stands for quotes and control characters within quotes.
 *
 * <p>The escapes are those of Xen, tools/libs/util/libxlu_cfg.c. That reader drops numeric escapes and those it does not know
 * together with what they stand for, so that a text with one is not what its author meant: they are refused.
 */
final class Escapes {
    private static final String NAMES = "\"'\\abfnrtv";
    private static final String CHARACTERS = "\"'\\\007\b\f\n\r\t\013";

    private Escapes() {}

    static String unescape(String raw, int line) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            text.append(c == '\\' ? named(raw.charAt(++i), line) : c);
        }
        return text.toString();
    }

    private static char named(char name, int line) {
        int at = NAMES.indexOf(name);
        if (at < 0) {
            throw UnreadableCfgException.at(line, "xl reads nothing for \\" + name);
        }
        return CHARACTERS.charAt(at);
    }

    static String escape(String text) {
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            raw.append(escaped(text.charAt(i)));
        }
        return raw.toString();
    }

    private static String escaped(char c) {
        int at = CHARACTERS.indexOf(c);
        if (c == '\0') {
            throw new UnreadableCfgException("a file has no way to say the zero character");
        }
        return c == '\'' || at < 0 ? String.valueOf(c) : "\\" + NAMES.charAt(at);
    }
}
