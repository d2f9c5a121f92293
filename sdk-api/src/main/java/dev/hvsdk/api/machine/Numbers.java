/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Keeps optional numbers nullable inside and {@code OptionalInt} outside. */
final class Numbers {
    private Numbers() {}

    static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    static int positive(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException("the number of " + what + " must be at least 1: " + value);
        }
        return value;
    }
}
