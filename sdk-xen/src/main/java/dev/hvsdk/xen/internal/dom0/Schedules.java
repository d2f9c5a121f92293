/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.xen.XenSchedule;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What xl prints of one domain's schedule. */
final class Schedules {
    /** Name, number, weight, cap. */
    private static final Pattern SHARES = Pattern.compile("(?m)^\\S.*?\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s*$");

    /** Name, number, period and budget in microseconds, and since Xen 4.10 whether it may run beyond. */
    private static final Pattern BUDGETS =
            Pattern.compile("(?m)^\\S.*?\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+(?:yes|no)\\s*$");

    private Schedules() {}

    static Optional<XenSchedule> parse(String scheduler, String listing) {
        return scheduler.equals("rtds") ? budget(listing) : shares(scheduler, listing);
    }

    private static Optional<XenSchedule> shares(String scheduler, String listing) {
        Matcher line = SHARES.matcher(listing);
        return line.find()
                ? Optional.of(XenSchedule.builder()
                        .scheduler(scheduler)
                        .weight(Integer.parseInt(line.group(2)))
                        .cap(Integer.parseInt(line.group(3)))
                        .build())
                : Optional.empty();
    }

    private static Optional<XenSchedule> budget(String listing) {
        Matcher line = BUDGETS.matcher(listing);
        return line.find()
                ? Optional.of(XenSchedule.builder()
                        .scheduler("rtds")
                        .period(micros(line.group(2)))
                        .budget(micros(line.group(3)))
                        .build())
                : Optional.empty();
    }

    private static Duration micros(String number) {
        return Duration.of(Long.parseLong(number), ChronoUnit.MICROS);
    }
}
