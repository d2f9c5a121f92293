/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of XenStore, and what its tools print of values. */
final class StoreWords {
    /** What xenstored takes ({@code is_valid_nodename} of Xen's tools/xenstore), but no relative paths, which are of whoever asks. */
    private static final Pattern PATH = Pattern.compile("/|(?:/[A-Za-z0-9_@-]+)+");

    /** The longest absolute path; {@code XENSTORE_ABS_PATH_MAX} of Xen's public header io/xs_wire.h. */
    private static final int LONGEST = 3072;

    private static final Set<String> SPECIAL = Set.of("@introduceDomain", "@releaseDomain");

    private static final Pattern LINE = Pattern.compile("(/\\S*) = \"(.*)\"");

    private static final Pattern NUMBER = Pattern.compile("x[0-9a-fA-F]{2}|[0-7]{3}");

    private StoreWords() {}

    static String path(String path) {
        if (!PATH.matcher(path).matches() || path.length() > LONGEST) {
            throw new IllegalArgumentException("not an absolute path of XenStore: " + path);
        }
        return path;
    }

    static String watched(String path) {
        return SPECIAL.contains(path) ? path : path(path);
    }

    /** What {@code xenstore-ls -f} prints: a path and a value a line; a line that is none belongs to no value, for they are escaped. */
    static Map<String, String> tree(String listing) {
        Map<String, String> tree = new LinkedHashMap<>();
        for (String line : listing.lines().toList()) {
            Matcher entry = LINE.matcher(line);
            if (entry.matches()) {
                tree.put(entry.group(1), unescaped(entry.group(2)));
            }
        }
        return tree;
    }

    /** Of C, with bytes as {@code \x} and two digits or three octal ones ({@code sanitise_value} of Xen's tools/libs/store/xs.c). */
    static String unescaped(String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < value.length()) {
            int length = value.charAt(at) == '\\' ? escape(value, at + 1, bytes) : plain(value, at, bytes);
            at += length;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int plain(String value, int at, ByteArrayOutputStream bytes) {
        int end = value.indexOf('\\', at);
        String run = value.substring(at, end < 0 ? value.length() : end);
        bytes.writeBytes(run.getBytes(StandardCharsets.UTF_8));
        return run.length();
    }

    private static int escape(String value, int at, ByteArrayOutputStream bytes) {
        Matcher number = NUMBER.matcher(value).region(at, value.length());
        if (number.lookingAt()) {
            String digits = number.group();
            bytes.write(
                    digits.startsWith("x") ? Integer.parseInt(digits.substring(1), 16) : Integer.parseInt(digits, 8));
            return 1 + digits.length();
        }
        char letter = at < value.length() ? value.charAt(at) : '\\';
        bytes.write(
                switch (letter) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> letter;
                });
        return 2;
    }
}
