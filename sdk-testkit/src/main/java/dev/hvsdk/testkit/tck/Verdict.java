/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What came of one rule. Immutable.
 *
 * @param outcome how the run counts it
 * @param thrown what JUnit is told; null for success
 */
record Verdict(TckRule rule, Outcome outcome, @Nullable Throwable thrown) {
    /** How a run counts a rule. Immutable. */
    enum Outcome {
        KEPT,
        DEVIATES,
        NOT_TESTED,
        BROKEN
    }

    static Verdict of(TckRule rule, List<HostDeviation> deviations, @Nullable Throwable failure) {
        Optional<HostDeviation> deviation = deviations.stream()
                .filter(declared -> declared.rule().equals(rule.id()))
                .findFirst();
        return deviation.isPresent() ? deviating(rule, deviation.get(), failure) : plain(rule, failure);
    }

    private static Verdict plain(TckRule rule, @Nullable Throwable failure) {
        if (failure == null) {
            return new Verdict(rule, Outcome.KEPT, null);
        }
        return failure instanceof TestAbortedException
                ? new Verdict(rule, Outcome.NOT_TESTED, failure)
                : broken(rule, seen(failure), failure);
    }

    private static Verdict deviating(TckRule rule, HostDeviation declared, @Nullable Throwable failure) {
        if (failure == null || failure instanceof TestAbortedException) {
            String how = failure == null ? "the rule is kept" : "the rule was not tested: " + failure.getMessage();
            return broken(rule, "a deviation is declared and no longer needed: " + how + "; remove it", failure);
        }
        return seen(failure).contains(declared.failure())
                ? new Verdict(
                        rule, Outcome.DEVIATES, new TestAbortedException("deviates as declared: " + seen(failure)))
                : broken(rule, seen(failure) + "\n  declared was another failure: " + declared.failure(), failure);
    }

    private static String seen(Throwable failure) {
        return failure instanceof AssertionError ? String.valueOf(failure.getMessage()) : "unexpected " + failure;
    }

    private static Verdict broken(TckRule rule, String seen, @Nullable Throwable cause) {
        String message = RuleNames.of(rule) + "\n  seen: " + seen + "\n  why the rule: " + rule.reason()
                + "\n  look at: " + rule.hint();
        return new Verdict(rule, Outcome.BROKEN, new AssertionFailedError(message, cause));
    }

    /** Counts it, and tells JUnit. */
    void tell(TckRun run) throws Throwable {
        run.count(rule.id(), outcome);
        if (thrown != null) {
            throw thrown;
        }
    }
}
