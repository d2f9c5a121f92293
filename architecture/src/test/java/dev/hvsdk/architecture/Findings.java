/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a rule found, and how much it looked at: a rule that looked at nothing must not count as kept.
 *
 * <p>Not thread-safe: filled and read by one test.
 */
final class Findings {

    private final List<String> violations = new ArrayList<>();
    private int examined;

    static Findings of(ArchRule rule, JavaClasses classes) {
        Findings findings = new Findings();
        findings.examined = classes.size();
        findings.violations.addAll(
                rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails());
        return findings;
    }

    void examine() {
        examined++;
    }

    void violation(String text) {
        violations.add(text);
    }

    void addAll(Findings other) {
        examined += other.examined;
        violations.addAll(other.violations);
    }

    List<String> violations() {
        return Collections.unmodifiableList(violations);
    }

    /** Passes if there is no violation among at least {@code minimum} things looked at. */
    void assertNone(int minimum) {
        assertThat(violations).isEmpty();
        assertThat(examined).as("things that the rule looked at").isGreaterThanOrEqualTo(minimum);
    }
}
