/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An amount of memory or storage, exact to the byte.
 *
 * <p>Units are binary (IEC 80000-13): a KiB is 1024 bytes. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MemorySize implements Comparable<MemorySize> {
    /** No memory at all. */
    public static final MemorySize ZERO = new MemorySize(0);

    private static final Pattern TEXT = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)\\s*");
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private final long bytes;

    private MemorySize(long bytes) {
        this.bytes = bytes;
    }

    /**
     * A size in bytes.
     *
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public static MemorySize ofBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a memory size cannot be negative: " + bytes + " bytes");
        }
        return bytes == 0 ? ZERO : new MemorySize(bytes);
    }

    /** A size in KiB (1024 bytes); throws {@link IllegalArgumentException} if negative or beyond 2^63-1 bytes. */
    public static MemorySize ofKibibytes(long kibibytes) {
        return scaled(kibibytes, 10);
    }

    /** A size in MiB (1024 KiB); throws {@link IllegalArgumentException} if negative or beyond 2^63-1 bytes. */
    public static MemorySize ofMebibytes(long mebibytes) {
        return scaled(mebibytes, 20);
    }

    /** A size in GiB (1024 MiB); throws {@link IllegalArgumentException} if negative or beyond 2^63-1 bytes. */
    public static MemorySize ofGibibytes(long gibibytes) {
        return scaled(gibibytes, 30);
    }

    private static MemorySize scaled(long count, int shift) {
        // Before the shift, which would turn some negative counts into positive sizes.
        if (count < 0) {
            throw new IllegalArgumentException("a memory size cannot be negative: " + count + " " + UNITS[shift / 10]);
        }
        if (count > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("the memory size is too large: " + count + " " + UNITS[shift / 10]);
        }
        return ofBytes(count << shift);
    }

    /**
     * Reads a size as people write it: {@code "512 MiB"}, {@code "2G"}, {@code "1.5 GiB"}, {@code "4096"} (bytes).
     *
     * <p>{@code K}, {@code M}, {@code G}, {@code T}, {@code P} and {@code E} are taken as their binary units, with or
     * without {@code iB}. Decimal units ({@code kB}, {@code MB} ...) are refused, because half of the tools of this field
     * mean 1000 by them and the other half 1024.
     *
     * @throws IllegalArgumentException if the text is no size, or not a whole number of bytes
     */
    public static MemorySize parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw notASize(text, null);
        }
        int power = powerOf(matcher.group(2), text);
        try {
            BigDecimal exact = new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(1024).pow(power));
            return ofBytes(exact.longValueExact());
        } catch (ArithmeticException e) {
            throw notASize(text, e);
        }
    }

    private static int powerOf(String unit, String text) {
        if (unit.isEmpty()) {
            return 0;
        }
        for (int power = 0; power < UNITS.length; power++) {
            boolean letterOnly = unit.equalsIgnoreCase(UNITS[power].substring(0, 1));
            if (letterOnly || unit.equalsIgnoreCase(UNITS[power])) {
                return power;
            }
        }
        throw notASize(text, null);
    }

    private static IllegalArgumentException notASize(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "not a memory size: '" + text + "'; write for example 512 MiB or 2G", cause);
    }

    /** This size in bytes. */
    public long toBytes() {
        return bytes;
    }

    /** This size in whole KiB, rounded down. */
    public long toKibibytes() {
        return bytes >> 10;
    }

    /** This size in whole MiB, rounded down. */
    public long toMebibytes() {
        return bytes >> 20;
    }

    /** The sum of both; throws {@link ArithmeticException} beyond 2^63-1 bytes. */
    public MemorySize plus(MemorySize other) {
        return ofBytes(Math.addExact(bytes, other.bytes));
    }

    /** What is left of this size; throws {@link IllegalArgumentException} if {@code other} is larger. */
    public MemorySize minus(MemorySize other) {
        return ofBytes(bytes - other.bytes);
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemorySize that && bytes == that.bytes;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bytes);
    }

    /** The size in the largest unit that keeps it at least one, with at most one decimal: {@code 1.5 GiB}. */
    @Override
    public String toString() {
        int power = bytes == 0 ? 0 : (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        BigDecimal amount = rounded(power);
        // 1023.97 KiB are rounded to 1024, which is one of the next unit; a long ends below 8 EiB, so there is one.
        if (amount.compareTo(BigDecimal.valueOf(1024)) >= 0) {
            power++;
            amount = rounded(power);
        }
        return amount.stripTrailingZeros().toPlainString() + " " + UNITS[power];
    }

    private BigDecimal rounded(int power) {
        return BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(1L << (10 * power)), 1, RoundingMode.HALF_UP);
    }
}
