/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

/**
 * Reads one line: {@code key = "value"  # comment}, all but the key may be missing, and the quotes too.
 *
 * <p>The grammar is that of open-vm-tools, lib/dict/dictll.c. Not thread-safe: one parser per line.
 */
final class LineParser {
    private final String text;
    private final int number;
    private int at;

    private LineParser(String text, int number) {
        this.text = text;
        this.number = number;
    }

    /** The line of this number, counted from 1. */
    static VmxLine parse(String text, int number) {
        return new LineParser(text, number).line();
    }

    private VmxLine line() {
        skipSpace();
        if (isAtEnd()) {
            return new VmxLine(text, null, "");
        }
        String key = until(" \t#=");
        skipSpace();
        if (key.isEmpty() || at == text.length() || text.charAt(at) != '=') {
            throw UnreadableVmxException.at(number, "it is no key with a value");
        }
        at++;
        skipSpace();
        String raw = startsQuoted() ? quoted() : until(" \t#");
        skipSpace();
        if (!isAtEnd()) {
            throw UnreadableVmxException.at(number, "there is more after the value of " + key);
        }
        return new VmxLine(text, key, Escapes.unescape(raw, number));
    }

    private boolean startsQuoted() {
        return at < text.length() && text.charAt(at) == '"';
    }

    private String quoted() {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw UnreadableVmxException.at(number, "the quote is not closed");
        }
        String raw = text.substring(at + 1, end);
        at = end + 1;
        return raw;
    }

    private String until(String ends) {
        int begin = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at);
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /** Whether nothing is left, or a comment. */
    private boolean isAtEnd() {
        return at == text.length() || text.charAt(at) == '#';
    }
}
