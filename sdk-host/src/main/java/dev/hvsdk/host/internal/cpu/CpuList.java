/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's lists of CPU numbers: {@code 0-3,8,10-11} (lib/vsprintf.c, %*pbl). */
public final class CpuList {
    /** Eight times the largest NR_CPUS of any architecture (arch/x86/Kconfig: 8192), so that no rubbish makes us count for long. */
    private static final int MAX_CPUS = 1 << 16;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

    private CpuList() {}

    /** The numbers, as they are listed; ranges that make no sense are left out. */
    public static List<Integer> parse(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String range : text.strip().split(",")) {
            Matcher matcher = RANGE.matcher(range.strip());
            if (matcher.matches()) {
                addRange(numbers, matcher.group(1), matcher.group(2) == null ? matcher.group(1) : matcher.group(2));
            }
        }
        return numbers;
    }

    private static void addRange(List<Integer> numbers, String from, String to) {
        int last = Integer.parseInt(to);
        for (int number = Integer.parseInt(from); number <= last && numbers.size() < MAX_CPUS; number++) {
            numbers.add(number);
        }
    }
}
