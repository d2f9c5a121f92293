/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;

/** What an answer about a capability looks like. */
final class WellFormed {
    private WellFormed() {}

    static void check(String what, Support<?> answer) {
        if (answer instanceof Support.Unavailable<?> no) {
            checkRefusal(what, no);
        } else {
            Expect.that(answer.asOptional().isPresent(), () -> what + " is available and has no object");
        }
    }

    private static void checkRefusal(String what, Support.Unavailable<?> no) {
        checkClause(what + ": the detail", no.detail());
        no.remedy().ifPresent(remedy -> checkClause(what + ": the remedy", remedy));
        HypervisorException error = Expect.thrown(HypervisorException.class, "require() of " + what, no::require);
        Expect.equal(no.detail(), error.detail(), "the detail of what require() throws");
    }

    static void checkClause(String what, String text) {
        Expect.that(!text.isBlank(), () -> what + " is blank");
        Expect.that(!text.strip().endsWith("."), () -> what + " ends with a full stop: " + text);
        Expect.equal(text.strip(), text, what);
    }
}
