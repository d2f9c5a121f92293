/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenSchedule;
import dev.hvsdk.xen.XenScheduler;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The schedule of one guest by {@code xl sched-*}. Immutable. */
final class ToolScheduler implements XenScheduler {
    /** By which xl says that it was asked by the wrong one of its three commands. */
    private static final Pattern OTHER = Pattern.compile("sched_params_get returned (\\w+) not ");

    private static final String USUAL = "credit2";
    private static final String REAL_TIME = "rtds";

    private final Dom0Guest guest;

    ToolScheduler(Dom0Guest guest) {
        this.guest = guest;
    }

    @Override
    public XenSchedule schedule() {
        ErrorFactory errors = guest.errors("read schedule");
        return read(errors, guest.domain(errors).argument());
    }

    /** Xl has a command for each scheduler, and tells by its refusal which one it would have been. */
    private XenSchedule read(ErrorFactory errors, String domain) {
        Command first = command(USUAL, domain);
        CommandResult result = guest.host().tools().run(errors, first);
        Matcher other = OTHER.matcher(result.stderr());
        if (other.find()) {
            return parse(errors, other.group(1), readAgain(errors, other.group(1), domain));
        }
        return parse(errors, USUAL, XenTools.checked(errors, first, result).stdout());
    }

    private String readAgain(ErrorFactory errors, String scheduler, String domain) {
        if (!List.of("credit", REAL_TIME).contains(scheduler)) {
            throw errors.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "the scheduler " + scheduler + " treats all guests alike");
        }
        return guest.host().tools().output(errors, command(scheduler, domain));
    }

    private static XenSchedule parse(ErrorFactory errors, String scheduler, String listing) {
        return Schedules.parse(scheduler, listing)
                .orElseThrow(() -> errors.hostFailure("xl sched-" + scheduler + " has no line of it"));
    }

    private Command command(String scheduler, String domain) {
        return XenTools.command("xl", "sched-" + scheduler, "-d", domain)
                .timeout(guest.host().patience());
    }

    @Override
    public Operation<XenSchedule> change(XenSchedule change) {
        return guest.change("change schedule", errors -> {
            String domain = guest.domain(errors).argument();
            XenSchedule now = read(errors, domain);
            String scheduler = now.scheduler().orElse(USUAL);
            refuseIfOther(errors, change, scheduler);
            List<String> words = new ArrayList<>(List.of("sched-" + scheduler, "-d", domain));
            words.addAll(scheduler.equals(REAL_TIME) ? budget(change, now) : shares(change));
            guest.host().tools().change(errors, words.toArray(String[]::new));
            return read(errors, domain);
        });
    }

    private static void refuseIfOther(ErrorFactory errors, XenSchedule change, String scheduler) {
        boolean ofShares = change.weight().isPresent() || change.cap().isPresent();
        boolean ofBudgets = change.period().isPresent() || change.budget().isPresent();
        boolean isOther =
                change.scheduler().filter(name -> !name.equals(scheduler)).isPresent();
        if (isOther || (scheduler.equals(REAL_TIME) ? ofShares : ofBudgets)) {
            throw errors.remedy("move it into a CPU pool with another scheduler")
                    .unsupported(
                            Support.Reason.HOST_MISCONFIGURED,
                            "the scheduler of its CPU pool is " + scheduler + ", and takes no such change: " + change);
        }
    }

    private static List<String> shares(XenSchedule change) {
        List<String> words = new ArrayList<>();
        change.weight().ifPresent(weight -> words.addAll(List.of("-w", Integer.toString(weight))));
        change.cap().ifPresent(cap -> words.addAll(List.of("-c", Integer.toString(cap))));
        return words;
    }

    /** Xl wants both. */
    private static List<String> budget(XenSchedule change, XenSchedule now) {
        Duration period = change.period().or(now::period).orElse(Duration.ZERO);
        Duration budget = change.budget().or(now::budget).orElse(Duration.ZERO);
        return List.of("-p", micros(period), "-b", micros(budget));
    }

    private static String micros(Duration time) {
        return Long.toString(time.dividedBy(Duration.of(1, ChronoUnit.MICROS)));
    }
}
