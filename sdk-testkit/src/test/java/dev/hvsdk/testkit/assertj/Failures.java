/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The exact message of an assertion that fails. */
final class Failures {
    private Failures() {}

    static void fails(ThrowingCallable assertion, String message) {
        assertThat(catchThrowableOfType(AssertionError.class, assertion))
                .isNotNull()
                .hasMessage(message);
    }
}
