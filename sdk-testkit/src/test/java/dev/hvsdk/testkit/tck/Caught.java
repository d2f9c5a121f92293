/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.testkit.FakeHost;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Who guards the guards: a backend with one defect, which the kit has to find and name, blaming nothing else. */
final class Caught {
    private Caught() {}

    static void by(UnaryOperator<Hypervisor> defect, Map<String, String> expected) {
        by(() -> new BrokenSubject(FakeHost.kvm(), defect), expected);
    }

    /** The rules that are to fail, with a part of what each has to say. */
    static void by(Supplier<? extends TckSubject> subjects, Map<String, String> expected) {
        assertThat(KitRun.sparing(subjects, expected.keySet()).failures())
                .as("the rules that were not to fail")
                .isEmpty();
        Map<String, String> failures = KitRun.expecting(subjects, expected).failures();
        assertThat(failures.keySet())
                .as("the rules that failed: %s", failures)
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach(
                (rule, part) -> assertThat(failures.get(rule)).contains(rule, part, "why the rule: ", "look at: "));
    }
}
