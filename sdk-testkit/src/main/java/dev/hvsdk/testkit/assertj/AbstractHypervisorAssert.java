/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * What the assertions of this package share: messages in one form.
 *
 * <p>Not thread-safe: one assertion per thread.
 *
 * @param <SELF> the assertion
 * @param <ACTUAL> what it is on
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@SuppressWarnings("exports") // Optional, so not transitive: a user of this type has it.
public abstract class AbstractHypervisorAssert<SELF extends AbstractHypervisorAssert<SELF, ACTUAL>, ACTUAL>
        extends AbstractAssert<SELF, ACTUAL> {
    AbstractHypervisorAssert(@Nullable ACTUAL actual, Class<?> selfType) {
        super(actual, selfType);
    }

    /** What is looked at, which begins each message: {@code guest web}. */
    abstract String subject();

    final SELF check(boolean holds, String expected, Object found) {
        if (!holds) {
            failWithMessage("%s", "Expecting " + subject() + " " + expected + ", but " + found);
        }
        return myself;
    }

    final SELF checkEqual(String what, Object expected, Optional<?> found) {
        boolean holds = found.isPresent() && Objects.equals(found.get(), expected);
        String text = found.map(value -> "it has " + value).orElse("it tells none");
        return check(holds, "to have " + what + " " + expected, text);
    }
}
