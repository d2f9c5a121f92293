/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What looking at something came to.
 *
 * @param verdict how good it is
 * @param reason why, without a final full stop
 * @param remedy what a person can do, if something
 */
record Outcome(Verdict verdict, String reason, @Nullable String remedy) {
    private static final int SHOWN_EVIDENCE = 2;

    /** By it a reader tells a doubt from a finding. */
    private static final String NOT_KNOWN = "not known: ";

    static Outcome pass(String reason) {
        return new Outcome(Verdict.PASS, reason, null);
    }

    static Outcome warn(String reason, String remedy) {
        return new Outcome(Verdict.WARN, reason, remedy);
    }

    static Outcome fail(String reason, @Nullable String remedy) {
        return new Outcome(Verdict.FAIL, reason, remedy);
    }

    static Outcome note(String reason) {
        return new Outcome(Verdict.NOTE, reason, null);
    }

    /** It could not be found out. */
    static Outcome unknown(String what, @Nullable String remedy) {
        return new Outcome(Verdict.WARN, NOT_KNOWN + what, remedy);
    }

    /** The capture was not made for such questions. */
    static Outcome notCaptured(String what) {
        return unknown("the capture does not show " + what, "capture the host anew, or look on it");
    }

    /** By the report on a feature: what it means if it is neither usable nor unknown, the caller says. */
    static Outcome of(FeatureReport report, Verdict otherwise) {
        String remedy = report.remedy().orElse(null);
        if (report.state() == FeatureState.UNKNOWN) {
            return unknown(report.feature().displayName() + evidence(report), remedy);
        }
        String reason = report.feature().displayName() + " is " + words(report.state()) + evidence(report);
        return new Outcome(report.isUsable() ? Verdict.PASS : otherwise, reason, remedy);
    }

    private static String words(FeatureState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String evidence(FeatureReport report) {
        String shown = report.evidence().stream()
                .limit(SHOWN_EVIDENCE)
                .map(Evidence::toString)
                .collect(Collectors.joining("; "));
        return shown.isEmpty() ? "" : " (" + shown + ")";
    }
}
