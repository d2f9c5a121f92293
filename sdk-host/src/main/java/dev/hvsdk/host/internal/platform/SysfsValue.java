/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import java.util.Locale;
import java.util.Optional;

/** Turns the text of an attribute into a value, or into nothing where it is rubbish; never throws. */
public final class SysfsValue {
    private SysfsValue() {}

    /** A hexadecimal number with or without {@code 0x}, as lower-case digits padded to {@code length}. */
    public static Optional<String> hex(String text, int length) {
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        if (digits.isEmpty() || digits.length() > length || !isHex(digits)) {
            return Optional.empty();
        }
        return Optional.of("0".repeat(length - digits.length()) + digits.toLowerCase(Locale.ROOT));
    }

    private static boolean isHex(String digits) {
        return digits.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }

    /** A decimal number of 0 or more; what is negative, such as the NUMA node -1, stands for "not known" in sysfs. */
    public static Optional<Integer> number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
