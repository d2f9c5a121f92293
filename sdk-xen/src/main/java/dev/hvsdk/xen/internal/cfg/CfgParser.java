/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a file apart, so that its pieces one after the other are the file.
 *
 * <p>The grammar is that of Xen, tools/libs/util/libxlu_cfg_l.l and libxlu_cfg_y.y. Not thread-safe: one parser per file.
 */
final class CfgParser {
    /** Lists within lists; xl itself uses two. */
    static final int DEPTH = 16;

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;
    private int line = 1;

    private CfgParser(String text) {
        this.text = text;
    }

    static List<Piece> parse(String text) {
        CfgParser parser = new CfgParser(text);
        parser.file();
        return parser.pieces;
    }

    private void file() {
        boolean mayBegin = true;
        while (at < text.length()) {
            int begin = at;
            int first = line;
            if (isLower(peek())) {
                refuseUnless(mayBegin, "there is more after the value");
                Piece.Setting setting = setting();
                pieces.add(new Piece(text.substring(begin, at), first, setting));
                mayBegin = false;
            } else {
                mayBegin |= between();
                pieces.add(Piece.between(text.substring(begin, at), first));
            }
        }
    }

    /** Space, a comment, or what ends a setting; whether it is the latter. */
    private boolean between() {
        if (peek() == ';') {
            at++;
            return true;
        }
        return space(true);
    }

    private Piece.Setting setting() {
        String key = key();
        space(false);
        boolean adds = peek() == '+';
        at += adds ? 1 : 0;
        refuseUnless(peek() == '=', "there is no = after " + key);
        at++;
        space(false);
        return new Piece.Setting(key, adds, value(0));
    }

    private String key() {
        int begin = at;
        while (isLower(peek()) || isDigit(peek()) || peek() == '_') {
            at++;
        }
        return text.substring(begin, at);
    }

    private CfgValue value(int depth) {
        char c = peek();
        if (c == '[') {
            refuseUnless(depth < DEPTH, "more than " + DEPTH + " lists are within each other");
            return list(depth + 1);
        }
        if (c == '"' || c == '\'') {
            return new CfgValue.Atom(quoted(c), true);
        }
        refuseUnless(isDigit(c), "there is no value" + found());
        return new CfgValue.Atom(number(), false);
    }

    private CfgValue list(int depth) {
        List<CfgValue> values = new ArrayList<>();
        int first = line;
        at++;
        skipInList(first);
        while (peek() != ']') {
            values.add(value(depth));
            skipInList(first);
            refuseUnless(peek() == ',' || peek() == ']', "there is neither , nor ] after an element" + found());
            if (peek() == ',') {
                at++;
                skipInList(first);
            }
        }
        at++;
        return new CfgValue.Items(values);
    }

    private void skipInList(int first) {
        while (at < text.length() && isSpaceOrComment(peek())) {
            space(true);
        }
        if (at == text.length()) {
            throw UnreadableCfgException.at(first, "the list is not closed");
        }
    }

    private String quoted(char quote) {
        int begin = ++at;
        while (at < text.length() && peek() != quote && peek() != '\n') {
            at += peek() == '\\' ? 2 : 1;
        }
        int newline = text.indexOf('\n', begin);
        // A backslash before the end of the line does not carry a text over it.
        refuseUnless(at < text.length() && (newline < 0 || newline > at), "the quote is not closed");
        refuseUnless(
                at > begin || next() != quote, "texts of more than one line are Python's, and xl does not read them");
        return Escapes.unescape(text.substring(begin, at++), line);
    }

    private char next() {
        return at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    }

    private String number() {
        int begin = at;
        while (isDigit(peek()) || (peek() >= 'a' && peek() <= 'f') || peek() == 'x') {
            at++;
        }
        return text.substring(begin, at);
    }

    /** One run of space, with comments and ends of lines if those may be; whether a line ended. */
    private boolean space(boolean overLines) {
        int first = line;
        int begin = at;
        while (peek() == ' ' || peek() == '\t' || (overLines && isSpaceOrComment(peek()))) {
            step();
        }
        refuseUnless(!overLines || at > begin, "xl does not read it" + found());
        return line > first;
    }

    private void step() {
        if (peek() == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
            return;
        }
        line += peek() == '\n' ? 1 : 0;
        at++;
    }

    private static boolean isSpaceOrComment(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '#';
    }

    /** The character that is next; the zero character, which no file has, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private String found() {
        if (at == text.length() || peek() == '\n') {
            return " before the end of the line";
        }
        return peek() < ' ' ? ": a control character" : ": " + Character.toString(text.codePointAt(at));
    }

    private void refuseUnless(boolean isRight, String what) {
        if (!isRight) {
            throw UnreadableCfgException.at(line, what);
        }
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
