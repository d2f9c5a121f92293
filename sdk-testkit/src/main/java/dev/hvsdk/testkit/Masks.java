/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Replaces what is not to be recorded, in its place and where texts mention it. Not thread-safe: one recording at a time. */
final class Masks {
    /** What most names are made of; such a name is replaced where it is a word of its own. */
    private static final Pattern WORD = Pattern.compile("[\\p{Alnum}_.-]+");

    private final Set<RecordingMask> masks;
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> phrases = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Masks(Set<RecordingMask> masks) {
        this.masks = Set.copyOf(masks);
    }

    boolean hidesNames() {
        return masks.contains(RecordingMask.NAMES);
    }

    /** The name, or what stands for it. */
    String name(String kind, String name) {
        return hidesNames() ? standIn(kind, name) : name;
    }

    /** The id or serial number, or what stands for it. */
    String serial(String kind, String serial) {
        return masks.contains(RecordingMask.SERIALS) ? standIn(kind, serial) : serial;
    }

    /** Each occurrence of a value stands for itself: two guests of one name keep one name. */
    private String standIn(String kind, String value) {
        Map<String, String> known = WORD.matcher(value).matches() ? words : phrases;
        return known.computeIfAbsent(value, key -> kind + "-" + counts.merge(kind, 1, Integer::sum));
    }

    /** The text, without what is hidden. */
    String text(String text) {
        if (words.isEmpty() && phrases.isEmpty()) {
            return text;
        }
        String masked = text;
        for (Map.Entry<String, String> phrase : phrases.entrySet()) {
            masked = masked.replace(phrase.getKey(), phrase.getValue());
        }
        return WORD.matcher(masked).replaceAll(match -> words.getOrDefault(match.group(), match.group()));
    }
}
