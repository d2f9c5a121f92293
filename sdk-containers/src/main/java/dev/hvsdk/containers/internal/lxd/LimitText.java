/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import dev.hvsdk.api.unit.MemorySize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits as LXD writes them: LXD's shared/units, and limits.* in doc/reference/instance_options.md. */
final class LimitText {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*(bytes|[a-zA-Z]*)");
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})-(\\d{1,6})");
    private static final Pattern ALLOWANCE = Pattern.compile("(\\d{1,9})ms/(\\d{1,9})ms");
    private static final int PERIOD_MILLIS = 100;

    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("", BigDecimal.ONE),
            Map.entry("b", BigDecimal.ONE),
            Map.entry("bytes", BigDecimal.ONE),
            Map.entry("kb", BigDecimal.TEN.pow(3)),
            Map.entry("mb", BigDecimal.TEN.pow(6)),
            Map.entry("gb", BigDecimal.TEN.pow(9)),
            Map.entry("tb", BigDecimal.TEN.pow(12)),
            Map.entry("pb", BigDecimal.TEN.pow(15)),
            Map.entry("kib", BigDecimal.valueOf(1L << 10)),
            Map.entry("mib", BigDecimal.valueOf(1L << 20)),
            Map.entry("gib", BigDecimal.valueOf(1L << 30)),
            Map.entry("tib", BigDecimal.valueOf(1L << 40)),
            Map.entry("pib", BigDecimal.valueOf(1L << 50)));

    private LimitText() {}

    /** An amount; empty for a share of the host's memory, such as {@code 50%}. */
    static Optional<MemorySize> memory(String text) {
        Matcher size = SIZE.matcher(text.strip());
        BigDecimal unit = size.matches() ? UNITS.get(size.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            return Optional.empty();
        }
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(unit);
        return bytes.signum() > 0 && bytes.toBigInteger().bitLength() < Long.SIZE
                ? Optional.of(MemorySize.ofBytes(bytes.longValue()))
                : Optional.empty();
    }

    /** A number of CPUs, or that of those named: {@code 0-2,5} are four. */
    static Optional<Integer> cpus(String text) {
        if (COUNT.matcher(text).matches()) {
            return Optional.of(Integer.valueOf(text)).filter(count -> count > 0);
        }
        int count = 0;
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (range.matches()) {
                count += Integer.parseInt(range.group(2)) - Integer.parseInt(range.group(1)) + 1;
            } else if (COUNT.matcher(part.strip()).matches()) {
                count++;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(count).filter(found -> found > 0);
    }

    /** A limit of time in CPUs; empty for a share against others, such as {@code 50%}. */
    static Optional<BigDecimal> cpuLimit(String text) {
        Matcher allowance = ALLOWANCE.matcher(text.strip());
        if (!allowance.matches() || Integer.parseInt(allowance.group(2)) == 0) {
            return Optional.empty();
        }
        BigDecimal period = new BigDecimal(allowance.group(2));
        return Optional.of(new BigDecimal(allowance.group(1)).divide(period, 4, RoundingMode.HALF_UP))
                .filter(cpus -> cpus.signum() > 0);
    }

    /** The same as LXD takes it, rounded to the hundredth of a CPU. */
    static String ofCpuLimit(BigDecimal cpus) {
        BigDecimal quota = cpus.multiply(BigDecimal.valueOf(PERIOD_MILLIS));
        long millis = Math.max(1, quota.setScale(0, RoundingMode.HALF_UP).longValueExact());
        return millis + "ms/" + PERIOD_MILLIS + "ms";
    }
}
