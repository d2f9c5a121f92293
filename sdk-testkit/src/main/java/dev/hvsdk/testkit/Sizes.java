/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.util.Map;

/** Numbers in native definitions. */
final class Sizes {
    private Sizes() {}

    /** How many there are, at least one; throws {@link IllegalArgumentException} if the place does not say. */
    static int count(Map<String, String> values, String place) {
        return Math.toIntExact(number(values, place, 1));
    }

    /** A size in bytes, of at least one unit; throws {@link IllegalArgumentException} if the place does not say. */
    static long number(Map<String, String> values, String place, long unit) {
        String text = values.getOrDefault(place, "");
        try {
            long number = Math.multiplyExact(Long.parseLong(text), unit);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(complaint(place, text), e);
        }
        throw new IllegalArgumentException(complaint(place, text));
    }

    private static String complaint(String place, String text) {
        return place + " is '" + text + "'";
    }
}
