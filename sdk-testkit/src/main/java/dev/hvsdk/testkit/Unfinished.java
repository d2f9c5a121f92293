/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.util.function.BooleanSupplier;

/** Something that was begun, and whether it goes on. Thread-safe. */
record Unfinished(Leftover asLeftover, BooleanSupplier goesOn) {
    static Unfinished of(Leftover.Kind kind, String description, BooleanSupplier goesOn) {
        return new Unfinished(new Leftover(kind, description, CallSite.find()), goesOn);
    }

    boolean isOver() {
        return !goesOn.getAsBoolean();
    }
}
