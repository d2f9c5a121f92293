/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.tool;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A text of lines with a name, a colon and a value, as {@code xl info} and {@code /proc/cpuinfo} are. Immutable. */
public final class ColonLines {
    private final Map<String, String> values;

    private ColonLines(Map<String, String> values) {
        this.values = values;
    }

    /** Reads it; of a name that stands there several times the first counts, and lines without a colon do not. */
    public static ColonLines parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        });
        return new ColonLines(values);
    }

    /** A value that is not empty. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }
}
