/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of QEMU as QEMU reads them: with one dash or two, each value in the word behind it, as a list of properties in which a
 * comma that belongs to a value stands twice, and of a property that is given again the last one counts (system/vl.c and
 * util/keyval.c of QEMU). Immutable.
 */
record QemuOptions(List<String> words) {
    boolean has(String option) {
        return words.stream().skip(1).anyMatch(word -> isOption(word, option));
    }

    private static boolean isOption(String word, String option) {
        return word.equals("-" + option) || word.equals("--" + option);
    }

    /** The first value of an option. */
    Optional<String> first(String option) {
        return values(option).stream().findFirst();
    }

    private List<String> values(String... options) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i + 1 < words.size(); i++) {
            for (String option : options) {
                if (isOption(words.get(i), option)) {
                    values.add(words.get(i + 1));
                }
            }
        }
        return values;
    }

    /** A property of an option that may be given several times. */
    Optional<String> property(String name, String... options) {
        return last(name, "", values(options));
    }

    /** The same where a value that begins without a name is this property. */
    Optional<String> firstProperty(String name, String... options) {
        return last(name, name, values(options));
    }

    private static Optional<String> last(String name, String implied, List<String> values) {
        return values.stream()
                .flatMap(value -> of(value, name, implied).stream())
                .reduce((former, latter) -> latter);
    }

    /** The property in one list of them. */
    static Optional<String> of(String value, String name, String implied) {
        List<String> parts = parts(value);
        Optional<String> named = parts.stream()
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .reduce((former, latter) -> latter);
        boolean isImplied = implied.equals(name) && !parts.get(0).contains("=");
        return named.isPresent() || !isImplied ? named : Optional.of(parts.get(0));
    }

    private static List<String> parts(String value) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            boolean isComma = value.charAt(i) == ',';
            boolean isTwice = isComma && i + 1 < value.length() && value.charAt(i + 1) == ',';
            if (isComma && !isTwice) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(value.charAt(i));
                i += isTwice ? 1 : 0;
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
