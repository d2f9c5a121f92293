/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;

class LeftoverTest {
    @Test
    void isAValue() {
        EqualsVerifier.forClass(Leftover.class).verify();
    }

    @Test
    void saysWhatAndWhere() {
        Leftover known = new Leftover(Leftover.Kind.SUBSCRIPTION, "#3 of connection 1", "a.B.c(B.java:7)");
        assertThat(known).hasToString("subscription #3 of connection 1, made at a.B.c(B.java:7)");
        Leftover unknown = new Leftover(Leftover.Kind.CONNECTION, "2", null);
        assertThat(unknown).hasToString("connection 2");
        assertThat(unknown.place()).isEmpty();
    }
}
