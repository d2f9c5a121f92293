/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running guest as {@code vserver-stat} lists it. */
record Vserver(String context, String name, Duration cpuTime) {
    private static final String ROOT_SERVER = "0";

    /** Context, processes, VSZ, RSS, user time, system time, uptime, and a name that may hold blanks. */
    private static final int COLUMNS = 8;

    private static final int USER_TIME = 4;
    private static final int SYSTEM_TIME = 5;
    private static final int NAME = 7;

    /** The forms that formatTime() has: 0m00s45 with hundredths, 2h59m59, 4d05h14. */
    private static final Pattern SECONDS = Pattern.compile("(\\d+)m(\\d+)s(\\d+)");

    private static final Pattern HOURS = Pattern.compile("(\\d+)h(\\d+)m(\\d+)");
    private static final Pattern DAYS = Pattern.compile("(\\d+)d(\\d+)h(\\d+)");

    /** Reads the table of util-vserver's src/vserver-stat.c; the host itself, which is context 0, is left out. */
    static List<Vserver> parse(String table) {
        List<String> lines = table.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("CTX")) {
            throw new UnreadableOutputException("there is no header that begins with CTX");
        }
        List<Vserver> found = new ArrayList<>();
        lines.subList(1, lines.size()).forEach(line -> found.add(of(line)));
        found.removeIf(guest -> guest.context().equals(ROOT_SERVER));
        return List.copyOf(found);
    }

    private static Vserver of(String line) {
        String[] columns = line.strip().split("\\s+", COLUMNS);
        if (columns.length < COLUMNS || !columns[0].matches("\\d+")) {
            throw new UnreadableOutputException("a line has " + columns.length + " columns, or no number in the first");
        }
        return new Vserver(
                columns[0], columns[NAME], duration(columns[USER_TIME]).plus(duration(columns[SYSTEM_TIME])));
    }

    static Duration duration(String text) {
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            return Duration.ofMinutes(number(seconds, 1))
                    .plusSeconds(number(seconds, 2))
                    .plusMillis(10 * number(seconds, 3));
        }
        Matcher hours = HOURS.matcher(text);
        if (hours.matches()) {
            return Duration.ofHours(number(hours, 1))
                    .plusMinutes(number(hours, 2))
                    .plusSeconds(number(hours, 3));
        }
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            return Duration.ofDays(number(days, 1)).plusHours(number(days, 2)).plusMinutes(number(days, 3));
        }
        throw new UnreadableOutputException("\"" + text + "\" is no time");
    }

    private static long number(Matcher match, int group) {
        try {
            return Long.parseLong(match.group(group));
        } catch (NumberFormatException e) {
            throw new UnreadableOutputException("a number is too long", e);
        }
    }
}
