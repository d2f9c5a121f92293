/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A value of an option that is made of parts, such as {@code default/web,size=20G,readonly}: what is meant, and words about it.
 *
 * <p>Between the parts is a comma, and two commas are one that belongs to a part. Immutable.
 */
final class Parts {
    /** A comma with an even number of commas before it, which are pairs. */
    private static final Pattern COMMA = Pattern.compile("(?<!,)(?<pairs>(?:,,)*),(?!,)");

    private final String first;
    private final Map<String, String> words;

    private Parts(String first, Map<String, String> words) {
        this.first = first;
        this.words = words;
    }

    /** Takes it apart; {@code keys} are those that need a value, {@code flags} those that have none. */
    static Parts of(String text, Set<String> keys, Set<String> flags) {
        List<String> parts = split(text);
        if (parts.get(0).isBlank()) {
            throw new TypeConversionException("it begins with what is meant, and not with a comma: '" + text + "'");
        }
        Map<String, String> words = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            put(words, part, keys, flags);
        }
        return new Parts(parts.get(0), words);
    }

    private static List<String> split(String text) {
        // A mark that no argument can hold: C ends its strings by it.
        String marked = COMMA.matcher(text).replaceAll("${pairs}\0");
        return List.of(marked.split("\0", -1)).stream()
                .map(part -> part.replace(",,", ","))
                .toList();
    }

    private static void put(Map<String, String> words, String part, Set<String> keys, Set<String> flags) {
        int end = part.indexOf('=');
        String key = end < 0 ? part : part.substring(0, end);
        if (!(end < 0 ? flags : keys).contains(key)) {
            throw new TypeConversionException(objection(part, key, keys, flags));
        }
        if (words.put(key, part.substring(end + 1)) != null) {
            throw new TypeConversionException("'" + key + "' stands there twice");
        }
    }

    private static String objection(String part, String key, Set<String> keys, Set<String> flags) {
        if (keys.contains(key)) {
            return "'" + key + "' needs a value: " + key + "=...";
        }
        if (flags.contains(key)) {
            return "'" + key + "' takes no value";
        }
        Set<String> all = new TreeSet<>(keys);
        all.addAll(flags);
        String comma =
                part.isEmpty() || key.indexOf('/') >= 0 ? "; two commas stand for one that is part of a name" : "";
        return "'" + part + "' is not known" + Suggestions.meant(key, all) + "; known are " + String.join(", ", all)
                + comma;
    }

    String first() {
        return first;
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(words.get(key));
    }

    boolean has(String flag) {
        return words.containsKey(flag);
    }
}
