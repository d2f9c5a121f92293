/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.host.passthrough.Passthrough;
import dev.hvsdk.host.passthrough.UndoReport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Plans for devices for people. */
final class PassthroughPage {
    private PassthroughPage() {}

    static void plan(Page page, DevicePlan plan) {
        page.line(0, new Span(Passthrough.describe(plan.change()), Tone.STRONG));
        steps(page, plan);
        cautions(page, plan);
        if (plan.isRefused()) {
            page.line(0, new Span("It is refused:", Tone.BAD));
            plan.refusals().forEach(refusal -> page.hanging(2, 4, Span.of("- " + refusal.detail())));
            hints(plan).forEach(hint -> page.hanging(2, 4, new Span("to do: " + hint, Tone.WARNING)));
        }
    }

    private static void steps(Page page, DevicePlan plan) {
        if (plan.steps().isEmpty() && !plan.isRefused()) {
            page.line(2, Span.of("nothing has to be done"));
        }
        steps(page, plan.steps());
    }

    private static void steps(Page page, List<String> steps) {
        int number = 0;
        for (String step : steps) {
            number++;
            page.hanging(2, 5, Span.of(number + ". " + step));
        }
    }

    private static void cautions(Page page, DevicePlan plan) {
        plan.cautions().forEach(caution -> page.hanging(2, 4, new Span("caution: " + caution.detail(), Tone.WARNING)));
    }

    /** Why it is not begun, in one line. */
    static String refusal(DevicePlan plan) {
        String hints = String.join("; ", hints(plan));
        return "refused to " + Passthrough.describe(plan.change()) + ": "
                + String.join(
                        "; ", plan.refusals().stream().map(Blocker::detail).toList())
                + (hints.isEmpty() ? "" : " (" + hints + ")");
    }

    /** What the options of the command can do about it. */
    private static Set<String> hints(DevicePlan plan) {
        Set<String> hints = new LinkedHashSet<>();
        for (Blocker refusal : plan.refusals()) {
            if (refusal.kind() == Blocker.Kind.GROUP_SHARED && plan.change() instanceof DeviceChange.BindToVfio) {
                hints.add("--group takes the whole group");
            }
            if (Passthrough.acceptable().contains(refusal.kind())) {
                hints.add("--allow " + refusal.kind().id() + " does it all the same");
            }
        }
        return hints;
    }

    static void applied(Page page, DevicePlan plan, List<PassthroughDevice> devices) {
        page.line(0, new Span("done: ", Tone.GOOD), Span.of(Passthrough.describe(plan.change())));
        steps(page, plan);
        cautions(page, plan);
        devices.forEach(device -> page.line(
                2,
                new Span(device.address(), Tone.STRONG),
                Span.of(device.driver()
                        .map(driver -> " has the driver " + driver)
                        .orElse(" has no driver"))));
    }

    static void undo(Page page, UndoReport report, boolean isDone) {
        boolean isSomething =
                report.state() == UndoReport.State.APPLIED || report.state() == UndoReport.State.INTERRUPTED;
        String begin = isSomething ? (isDone ? "taken back: " : "would be taken back: ") : "";
        page.line(0, new Span(begin, Tone.GOOD), Span.of(report.summary()));
        if (isSomething) {
            steps(page, report.steps());
        }
    }
}
