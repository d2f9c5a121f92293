/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the report on a feature of the CPU or the platform.
 *
 * <p>Not thread-safe: one assertion per thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FeatureReportAssert extends AbstractHypervisorAssert<FeatureReportAssert, FeatureReport> {
    FeatureReportAssert(@Nullable FeatureReport actual) {
        super(actual, FeatureReportAssert.class);
    }

    @Override
    String subject() {
        return "feature " + actual.feature();
    }

    /** Checks that it can be used. */
    public FeatureReportAssert isUsable() {
        return hasState(FeatureState.USABLE);
    }

    /** Checks its state. */
    public FeatureReportAssert hasState(FeatureState state) {
        isNotNull();
        String remedy = actual.remedy().map(text -> "; remedy: " + text).orElse("");
        return check(actual.state() == state, "to be " + words(state), "it is " + words(actual.state()) + remedy);
    }

    private static String words(FeatureState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Checks that what a person can do about it has this in it. */
    public FeatureReportAssert hasRemedyContaining(String part) {
        isNotNull();
        Optional<String> remedy = actual.remedy();
        return check(
                remedy.filter(text -> text.contains(part)).isPresent(),
                "to have a remedy with '" + part + "'",
                remedy.map(text -> "it is '" + text + "'").orElse("it has none"));
    }

    /** Checks that this source is among its evidence. */
    public FeatureReportAssert hasEvidenceOf(String source) {
        isNotNull();
        return check(
                actual.evidence().stream().anyMatch(item -> item.source().equals(source)),
                "to have evidence of " + source,
                "it has " + Texts.listed(actual.evidence()));
    }
}
