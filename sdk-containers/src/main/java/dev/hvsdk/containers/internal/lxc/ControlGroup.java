/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.unit.MemorySize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limits of a container as items of its control group, in the words of both versions of the kernel's interface
 * (Documentation/admin-guide/cgroup-v1 and cgroup-v2.rst of Linux).
 */
final class ControlGroup {
    private static final long PERIOD = 100_000;
    private static final int MICROS_DIGITS = 6;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,19})([KMGkmg]?)");

    /** What version 1 writes for no limit is a multiple of the page just below this, which no machine has. */
    private static final BigInteger UNLIMITED = BigInteger.ONE.shiftLeft(62);

    private final boolean isUnified;

    private ControlGroup(boolean isUnified) {
        this.isUnified = isUnified;
    }

    /** Of a machine. */
    static ControlGroup of(Machine machine) {
        return of(machine.exists(Path.of("/sys/fs/cgroup/cgroup.controllers")));
    }

    static ControlGroup of(boolean isUnified) {
        return new ControlGroup(isUnified);
    }

    /** What goes before an item in a configuration. */
    String prefix() {
        return isUnified ? "lxc.cgroup2." : "lxc.cgroup.";
    }

    /** The items that a change takes, in the order in which the kernel wants them. */
    Map<String, String> items(ResourceLimits limits) {
        Map<String, String> items = new LinkedHashMap<>();
        limits.memory().ifPresent(size -> items.put(memoryKey(), Long.toString(size.toBytes())));
        limits.vcpus().ifPresent(count -> putCpus(items, BigDecimal.valueOf(count)));
        limits.cpuLimit().ifPresent(cpus -> putCpus(items, cpus));
        limits.cpuWeight().ifPresent(weight -> items.put(isUnified ? "cpu.weight" : "cpu.shares", "" + weight));
        limits.maxProcesses().ifPresent(count -> items.put("pids.max", "" + count));
        return items;
    }

    private String memoryKey() {
        return isUnified ? "memory.max" : "memory.limit_in_bytes";
    }

    private void putCpus(Map<String, String> items, BigDecimal cpus) {
        BigDecimal quota = cpus.multiply(BigDecimal.valueOf(PERIOD)).setScale(0, RoundingMode.CEILING);
        if (isUnified) {
            items.put("cpu.max", quota.toPlainString() + " " + PERIOD);
        } else {
            items.put("cpu.cfs_period_us", Long.toString(PERIOD));
            items.put("cpu.cfs_quota_us", quota.toPlainString());
        }
    }

    /** The limits by items, of whichever version there are. */
    static ResourceLimits limits(Function<String, Optional<String>> items) {
        ResourceLimits.Builder limits = ResourceLimits.builder();
        first(items, "memory.max", "memory.limit_in_bytes")
                .flatMap(ControlGroup::size)
                .ifPresent(limits::memory);
        cpus(items).ifPresent(limits::cpuLimit);
        first(items, "cpu.weight", "cpu.shares").flatMap(ControlGroup::count).ifPresent(limits::cpuWeight);
        items.apply("pids.max").flatMap(ControlGroup::count).ifPresent(limits::maxProcesses);
        return limits.build();
    }

    private static Optional<BigDecimal> cpus(Function<String, Optional<String>> items) {
        Optional<String> unified = items.apply("cpu.max");
        if (unified.isPresent()) {
            String[] parts = unified.get().split("\\s+");
            return cpus(parts[0], parts.length > 1 ? parts[1] : Long.toString(PERIOD));
        }
        String period = items.apply("cpu.cfs_period_us").orElse(Long.toString(PERIOD));
        return items.apply("cpu.cfs_quota_us").flatMap(quota -> cpus(quota, period));
    }

    /** Neither "max" nor -1 is a limit. */
    private static Optional<BigDecimal> cpus(String quota, String period) {
        return count(quota)
                .flatMap(micros -> count(period)
                        .filter(length -> length > 0)
                        .map(length -> BigDecimal.valueOf(micros)
                                .divide(BigDecimal.valueOf(length), MICROS_DIGITS, RoundingMode.HALF_UP)
                                .stripTrailingZeros()));
    }

    static Optional<String> first(Function<String, Optional<String>> items, String unified, String legacy) {
        return items.apply(unified).or(() -> items.apply(legacy));
    }

    private static Optional<Integer> count(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** A size in bytes, or with one of the letters that the kernel takes; empty for one that is none. */
    static Optional<MemorySize> size(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        int shift = 10 * " KMG".indexOf(size.group(2).toUpperCase(Locale.ROOT));
        BigInteger bytes = new BigInteger(size.group(1)).shiftLeft(size.group(2).isEmpty() ? 0 : shift);
        return bytes.compareTo(UNLIMITED) >= 0 ? Optional.empty() : Optional.of(MemorySize.ofBytes(bytes.longValue()));
    }
}
