/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether there is something to test, and what is declared about it. */
abstract class SubjectChapter extends TckChapter {
    private static final int MOST_DEVIATIONS = 5;

    @TckRule(
            id = "HV-001",
            statement =
                    "the subject gives a connection on which guests can be made, and something they or the host can do",
            reason = "a kit that is given nothing to test would pass",
            hint = "connection() and guest(name) of the subject, and capabilities() of the host and of a running guest")
    void thereIsSomethingToTest() {
        Guest guest = running();
        Set<Class<? extends HostCapability>> host = host().capabilities();
        Set<Class<? extends GuestCapability>> ofGuest = guest.capabilities();
        Expect.that(
                !host.isEmpty() || !ofGuest.isEmpty(), () -> "neither the host nor a running guest has any capability");
    }

    @TckRule(
            id = "HV-002",
            statement = "at most five deviations are declared, each from another rule that there is",
            reason = "a backend with more exceptions is not a backend for this API",
            hint =
                    "deviations() of the subject; rules of optional and untested tiers, and those of this chapter, allow none")
    void deviationsAreFewAndKnown() {
        List<String> declared = deviations().stream().map(HostDeviation::rule).toList();
        Expect.that(declared.size() <= MOST_DEVIATIONS, () -> declared.size() + " are declared: " + declared);
        Expect.equal(declared.size(), Set.copyOf(declared).size(), "the number of rules deviated from");
        Set<String> unknown = unknown(declared);
        Expect.that(unknown.isEmpty(), () -> "there is no such rule to deviate from: " + unknown);
    }

    private static Set<String> unknown(Collection<String> declared) {
        Set<String> known = RuleCatalogue.rules().stream()
                .filter(rule -> rule.tier() == TckTier.REQUIRED)
                .map(TckRule::id)
                .filter(id -> !id.startsWith(RuleCatalogue.ABOUT_THE_SUBJECT))
                .collect(Collectors.toSet());
        return declared.stream().filter(id -> !known.contains(id)).collect(Collectors.toSet());
    }
}
