/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Variables of an environment as people write them; no error shows a value. Immutable. */
final class Variables {
    static final String FORM = "NAME[=VALUE][,NAME...]";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final String option;

    Variables(String option) {
        this.option = option;
    }

    /** Those between commas; what has no value is taken over from this process, and left out where that has none. */
    Map<String, String> words(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        int number = 0;
        for (String word : text.split(",", -1)) {
            add(word, "variable " + ++number, variables);
        }
        return variables;
    }

    /** Those in the lines of a file, but for blank lines and lines with a leading hash. */
    Map<String, String> file(String path) {
        Map<String, String> variables = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines(path)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                add(line, "line " + number, variables);
            }
        }
        return variables;
    }

    private static List<String> lines(String path) {
        try {
            return Files.readAllLines(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "it cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private void add(String word, String where, Map<String, String> variables) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        boolean hasZero = word.indexOf('\0') >= 0;
        if (!NAME.matcher(name).matches() || hasZero) {
            throw new IllegalArgumentException("the option '" + option + "': " + where
                    + " is none; it is written NAME=VALUE, and a value with a comma goes into a file of env-file");
        }
        String value = equals < 0 ? System.getenv(name) : word.substring(equals + 1);
        if (value != null) {
            variables.put(name, value);
        }
    }
}
