/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a journal holds: one change. Immutable.
 *
 * @param boot the id of the boot in which it was made
 * @param change what it was for, as text for people
 * @param steps how many steps it has
 * @param begun those that were begun, in order
 * @param outcome how it ended; null if it was interrupted
 */
public record Entry(
        String boot,
        String change,
        int steps,
        List<Begun> begun,
        @Nullable String outcome) {
    static final String APPLIED = "applied";
    static final String ROLLED_BACK = "rolled-back";
    static final String UNDONE = "undone";

    /** Copies the list. */
    public Entry {
        begun = List.copyOf(begun);
    }

    /** Whether nobody has written how it ended. */
    public boolean isInterrupted() {
        return outcome == null;
    }

    /** Whether something of it may still be in effect. */
    public boolean isOpen() {
        return isInterrupted() || APPLIED.equals(outcome);
    }

    /** Such as {@code bind 0000:01:00.0 to vfio-pci, interrupted in step 2 of 3}. */
    @Override
    public String toString() {
        return isInterrupted() ? change + ", interrupted in step " + begun.size() + " of " + steps : change;
    }
}
