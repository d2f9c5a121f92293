/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Assertions that say what was seen; the rule around them says what should have been. No library beyond JUnit's own. */
final class Expect {
    private Expect() {}

    /** Something that may throw. */
    interface Call {
        @Nullable
        Object run() throws Throwable;
    }

    static void that(boolean holds, Supplier<String> seen) {
        if (!holds) {
            throw new AssertionFailedError(seen.get());
        }
    }

    static void equal(@Nullable Object expected, @Nullable Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionFailedError(what + " is " + actual + " instead of " + expected, expected, actual);
        }
    }

    /** The error that the call throws, which has to be of this very kind. */
    static <E extends Throwable> E thrown(Class<E> type, String call, Call action) {
        Throwable error = failure(action);
        if (error == null) {
            throw new AssertionFailedError(call + " succeeded instead of throwing " + type.getSimpleName());
        }
        if (!type.isInstance(error)) {
            throw new AssertionFailedError(call + " threw " + error + " instead of " + type.getSimpleName(), error);
        }
        return type.cast(error);
    }

    /** What the call throws, if it does. */
    static @Nullable Throwable failure(Call action) {
        try {
            action.run();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    /** Ends the rule as not tested, unless it holds. */
    static void assume(boolean holds, Supplier<String> why) {
        if (!holds) {
            throw new TestAbortedException(why.get());
        }
    }
}
