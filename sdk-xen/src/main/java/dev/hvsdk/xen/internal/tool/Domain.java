/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.tool;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.unit.MemorySize;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code xl list -v}: one domain that is there.
 *
 * @param id its number, another one after each boot
 * @param name its name
 * @param memory what it has now
 * @param vcpus its virtual CPUs that are online
 * @param state what it does
 * @param reason why, if the state says so
 * @param cpuTime of all virtual CPUs
 * @param uuid its UUID; zeros for dom0
 */
public record Domain(
        int id,
        String name,
        MemorySize memory,
        int vcpus,
        GuestState state,
        Optional<StateReason> reason,
        Duration cpuTime,
        String uuid) {
    /** The privileged one, which Xen starts. */
    public static final int DOM0 = 0;

    /** From the right, for a name may hold blanks. The letters are running, blocked, paused, shut down, why (reboot,
     * suspend, crash, watchdog, soft reset), dying (list_domains of xl_list.c). */
    private static final Pattern LINE = Pattern.compile("(.+?)\\s+(\\d{1,9})\\s+(\\d{1,12})\\s+(\\d{1,6})\\s+"
            + "([r-][b-][p-][s-][-rscwS?][d-])\\s+(\\d{1,15}\\.\\d)\\s+([0-9a-f-]{36})\\s+(\\S+)\\s+(\\S.*)");

    private static final Pattern HEADING = Pattern.compile("Name\\s*|Name\\s+ID\\s+Mem\\b.*");

    /** Why a domain is shut down, by the number of Xen (SHUTDOWN_crash of public/sched.h). */
    private static final String CRASH = "3";

    /** What xl prints for a domain that is on its way out and has lost its name. */
    private static final String NAMELESS = "(null)";

    /**
     * Those in what was printed, without those that have lost their names.
     *
     * @throws UnreadableAnswerException if one of the lines is neither a domain's nor the heading
     */
    public static List<Domain> parse(String printed) {
        return printed.lines()
                .filter(line -> !line.isBlank() && !HEADING.matcher(line).matches())
                .map(Domain::line)
                .filter(domain -> !domain.name.equals(NAMELESS))
                .toList();
    }

    /** Its number, as a word for a tool. */
    public String word() {
        return Integer.toString(id);
    }

    private static Domain line(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new UnreadableAnswerException("no line of a domain: " + line);
        }
        String letters = parts.group(5);
        return new Domain(
                Integer.parseInt(parts.group(2)),
                parts.group(1),
                MemorySize.ofMebibytes(Long.parseLong(parts.group(3))),
                Integer.parseInt(parts.group(4)),
                state(letters, parts.group(8)),
                letters.charAt(2) == 'p' ? Optional.of(StateReason.USER) : Optional.empty(),
                Duration.ofMillis(
                        new BigDecimal(parts.group(6)).movePointRight(3).longValueExact()),
                parts.group(7));
    }

    private static GuestState state(String letters, String reason) {
        if (letters.charAt(4) == 'c' || (letters.charAt(3) == 's' && reason.equals(CRASH))) {
            return GuestState.CRASHED;
        } else if (letters.charAt(3) == 's' || letters.charAt(5) == 'd') {
            return GuestState.SHUTTING_DOWN;
        }
        return letters.charAt(2) == 'p' ? GuestState.PAUSED : GuestState.RUNNING;
    }
}
