/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line of the allow-list: which paths of a host a capture holds, and how much of each.
 *
 * @param kind what is kept
 * @param pattern the path, whose names may hold stars
 * @param filter how the content of a file is filtered
 */
record CaptureRule(Kind kind, String pattern, String filter) {
    /** What is kept of a path; the words are those of the allow-list. */
    enum Kind {
        FILE,
        IDENTIFIER,
        LINK,
        DIR,
        THERE
    }

    private static final String RESOURCE = "capture-allow-list.txt";

    /** Stands for the process that traces the reader. */
    static final String TRACER = "%tracer";

    /** Reads the allow-list that the SDK comes with. */
    static List<CaptureRule> all() {
        try (InputStream in = CaptureRule.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the SDK's jar lacks " + RESOURCE);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<CaptureRule> rules = new ArrayList<>();
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rules.addAll(parse(line)));
            return List.copyOf(rules);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the SDK's own " + RESOURCE, e);
        }
    }

    /** The rules of one line: as many as its braces have names. */
    static List<CaptureRule> parse(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length < 2 || words.length > 3 || !words[1].startsWith("/")) {
            throw new IllegalArgumentException("not a line of an allow-list: " + line);
        }
        Kind kind = Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
        String filter = words.length == 3 ? words[2] : "";
        return expand(words[1]).stream()
                .map(pattern -> new CaptureRule(kind, pattern, filter))
                .toList();
    }

    private static List<String> expand(String pattern) {
        int open = pattern.indexOf('{');
        int close = pattern.indexOf('}', open + 1);
        if (open < 0 || close < 0) {
            return List.of(pattern);
        }
        List<String> expanded = new ArrayList<>();
        for (String name : pattern.substring(open + 1, close).split(",")) {
            expanded.addAll(expand(pattern.substring(0, open) + name + pattern.substring(close + 1)));
        }
        return expanded;
    }

    /** Whether a name matches one part of the pattern. */
    static boolean matches(String part, String name) {
        int star = part.indexOf('*');
        if (star < 0) {
            return part.equals(name);
        }
        String before = part.substring(0, star);
        String after = part.substring(star + 1);
        return name.length() >= before.length() + after.length() && name.startsWith(before) && name.endsWith(after);
    }
}
