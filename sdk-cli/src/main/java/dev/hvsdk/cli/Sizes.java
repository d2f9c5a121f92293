/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.unit.DataRate;
import dev.hvsdk.api.unit.MemorySize;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes and rates as people write them: {@code 512M}, {@code 2G}, {@code 100M/s}. */
final class Sizes {
    /** A number alone is refused: half of the tools of this field mean bytes by it, others KiB or MiB. */
    private static final Pattern WITH_UNIT = Pattern.compile(".*[A-Za-z]\\s*");

    private static final String PER_SECOND = "/s";

    private Sizes() {}

    static MemorySize parse(String text) {
        if (!WITH_UNIT.matcher(text).matches()) {
            throw refusal(text);
        }
        try {
            MemorySize size = MemorySize.parse(text);
            if (size.equals(MemorySize.ZERO)) {
                throw refusal(text);
            }
            return size;
        } catch (IllegalArgumentException e) {
            throw refusal(text);
        }
    }

    static DataRate parseRate(String text) {
        String size = text.endsWith(PER_SECOND) ? text.substring(0, text.length() - PER_SECOND.length()) : text;
        return DataRate.perSecond(parse(size));
    }

    private static TypeConversionException refusal(String text) {
        return new TypeConversionException(
                "it is a size with its unit (K, M, G or T, each 1024 of the one before) such as 512M or 2G, and not '"
                        + text + "'");
    }
}
