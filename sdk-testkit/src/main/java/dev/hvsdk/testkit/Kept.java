/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import org.jspecify.annotations.Nullable;

/**
 * What a host keeps of a guest beside its state. Immutable.
 *
 * @param saved the state that the next start goes on in; null if it will boot
 * @param frozen how many of its file systems are held
 */
record Kept(@Nullable GuestState saved, int frozen) {
    static final Kept NOTHING = new Kept(null, 0);

    /** What is kept once the guest has gone from one state into the next. */
    Kept after(GuestState before, Step next) {
        boolean runsOn = next.state().isActive() && !StateReason.BOOTED.equals(next.reason());
        return new Kept(savedAfter(before, next), runsOn ? frozen : 0);
    }

    private @Nullable GuestState savedAfter(GuestState before, Step next) {
        if (next.state().isActive()) {
            return null;
        }
        boolean isSaved = StateReason.SAVED.equals(next.reason()) && next.state() == GuestState.STOPPED;
        return isSaved && before.isActive() ? before : saved;
    }

    /** The state that was saved is dropped. */
    Kept discarded() {
        return new Kept(null, frozen);
    }

    Kept frozen(int fileSystems) {
        return new Kept(saved, fileSystems);
    }
}
