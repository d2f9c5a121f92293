/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the words that a person may have meant. */
final class Suggestions {
    private Suggestions() {}

    /** A clause that asks whether one of these was meant; empty if none is near. */
    static String meant(String word, Collection<String> known) {
        List<String> near = of(word, known);
        return near.isEmpty() ? "" : ", did you mean '" + String.join("' or '", near) + "'?";
    }

    /** The known words that are nearest to a word, if they are near at all; sorted. */
    static List<String> of(String word, Collection<String> known) {
        int nearEnough = Math.max(1, word.length() / 3);
        int nearest = known.stream()
                .map(each -> distance(word, each))
                .min(Comparator.naturalOrder())
                .orElse(Integer.MAX_VALUE);
        return nearest > nearEnough
                ? List.of()
                : known.stream()
                        .filter(each -> distance(word, each) == nearest)
                        .sorted()
                        .toList();
    }

    /** How many characters must be put in, left out or replaced to turn one word into the other (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int i = 0; i < row.length; i++) {
            row[i] = i;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
