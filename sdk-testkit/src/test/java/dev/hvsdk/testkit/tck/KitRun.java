/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of the kit inside a test, with what it said about each rule. */
final class KitRun implements TestExecutionListener {
    private final Map<String, String> failures = new TreeMap<>();
    private final Map<String, String> skipped = new TreeMap<>();
    private int kept;

    private KitRun() {}

    /** Tries all rules, with the patience that a starved machine needs. */
    static KitRun of(Supplier<? extends TckSubject> subjects) {
        return of(subjects, rule -> true, BrokenTck.LONG);
    }

    static KitRun of(Class<? extends HypervisorTck> kit) {
        return of(kit, test -> true);
    }

    /**
     * Tries the rules that are expected to fail. Some of them wait in vain for as long as the patience lasts, and so it is short;
     * if they do not fail as expected, then the machine may have been slow, and they get a longer one.
     */
    static KitRun expecting(Supplier<? extends TckSubject> subjects, Map<String, String> expected) {
        KitRun run = of(subjects, expected::containsKey, BrokenTck.SHORT);
        return run.failsAs(expected) ? run : of(subjects, expected::containsKey, BrokenTck.LONG);
    }

    private boolean failsAs(Map<String, String> expected) {
        return failures.keySet().equals(expected.keySet())
                && expected.entrySet().stream()
                        .allMatch(entry ->
                                failures.getOrDefault(entry.getKey(), "").contains(entry.getValue()));
    }

    /** Tries the rules that are not expected to fail. */
    static KitRun sparing(Supplier<? extends TckSubject> subjects, Set<String> expected) {
        return of(subjects, rule -> !expected.contains(rule), BrokenTck.LONG);
    }

    private static KitRun of(Supplier<? extends TckSubject> subjects, Predicate<String> rules, Duration patience) {
        BrokenTck.SUBJECTS.set(subjects);
        BrokenTck.PATIENCE.set(patience);
        return of(
                BrokenTck.class,
                test -> test.isContainer() || rules.test(test.getDisplayName().split(" ")[0]));
    }

    private static KitRun of(Class<? extends HypervisorTck> kit, Predicate<TestDescriptor> chosen) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(kit))
                .filters((PostDiscoveryFilter) test -> FilterResult.includedIf(chosen.test(test)))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        KitRun run = new KitRun();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isContainer() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            return;
        }
        String rule = test.getDisplayName().split(" ")[0];
        String message = result.getThrowable().map(String::valueOf).orElse("");
        switch (result.getStatus()) {
            case SUCCESSFUL -> kept++;
            case ABORTED -> skipped.put(rule, message);
            case FAILED -> failures.put(rule, message);
        }
    }

    /** What was said about the rules that were broken. */
    Map<String, String> failures() {
        return failures;
    }

    /** What was said about the rules that were not tested or deviated from. */
    Map<String, String> skipped() {
        return skipped;
    }

    int kept() {
        return kept;
    }
}
