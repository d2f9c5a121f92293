/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The words of a command line, looked up without showing them to anybody. Immutable.
 *
 * @param program the last part of the path of what runs
 * @param words the arguments, the program's own name first
 */
record ProcessWords(String program, List<String> words) {
    /** The words of {@code /proc/PID/cmdline}, in which each ends with a zero byte; titles that programs give themselves do not. */
    static List<String> split(String cmdline) {
        return Arrays.stream(cmdline.split("\0", -1)).toList();
    }

    /** The last part of a path, of Windows too. */
    static String base(String path) {
        String plain = path.endsWith(" (deleted)") ? path.substring(0, path.length() - " (deleted)".length()) : path;
        return plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
    }

    ProcessWords as(String other) {
        return new ProcessWords(other, words);
    }

    String first() {
        return words.isEmpty() ? "" : words.get(0);
    }

    /** The word behind an option, or what stands behind its equals sign. */
    Optional<String> option(String... names) {
        for (int i = 1; i < words.size(); i++) {
            for (String name : names) {
                if (words.get(i).equals(name) && i + 1 < words.size()) {
                    return Optional.of(words.get(i + 1));
                }
                if (words.get(i).startsWith(name + "=")) {
                    return Optional.of(words.get(i).substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    boolean has(String word) {
        return words.indexOf(word) > 0;
    }

    /** Whether one of the words holds this text. */
    boolean mentions(String text) {
        return words.stream().skip(1).anyMatch(word -> word.contains(text));
    }

    /** The last word. */
    Optional<String> last() {
        return words.stream().skip(1).filter(word -> !word.isEmpty()).reduce((one, other) -> other);
    }
}
