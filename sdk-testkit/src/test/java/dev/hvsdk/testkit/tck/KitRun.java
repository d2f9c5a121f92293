/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.util.Map;
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

    static KitRun of(Supplier<? extends TckSubject> subjects) {
        BrokenTck.SUBJECTS.set(subjects);
        return of(BrokenTck.class);
    }

    static KitRun of(Class<? extends HypervisorTck> kit) {
        return of(kit, test -> true);
    }

    /** Tries one rule only. */
    static KitRun of(Supplier<? extends TckSubject> subjects, String rule) {
        BrokenTck.SUBJECTS.set(subjects);
        return of(
                BrokenTck.class,
                test -> test.isContainer() || test.getDisplayName().startsWith(rule + " "));
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
