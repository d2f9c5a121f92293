/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one table from libvirt's states and reasons ({@code virDomainState} and its reasons, libvirt-domain.h of 9.0) to ours.
 * Immutable.
 */
final class DomainStates {
    private static final StateReason UNPAUSED = StateReason.of("unpaused");
    private static final StateReason MIGRATION_CANCELLED = StateReason.of("migration-cancelled");
    private static final StateReason SAVE_CANCELLED = StateReason.of("save-cancelled");
    private static final StateReason WAKEUP = StateReason.of("wakeup");
    private static final StateReason CRASHED = StateReason.of("crashed");
    private static final StateReason POSTCOPY = StateReason.of("postcopy");
    private static final StateReason POSTCOPY_FAILED = StateReason.of("postcopy-failed");
    private static final StateReason MIGRATING = StateReason.of("migrating");
    private static final StateReason SAVING = StateReason.of("saving");
    private static final StateReason DUMPING = StateReason.of("dumping");
    private static final StateReason SHUTTING_DOWN = StateReason.of("shutting-down");
    private static final StateReason SNAPSHOTTING = StateReason.of("snapshotting");
    private static final StateReason STARTING_UP = StateReason.of("starting-up");
    private static final StateReason DAEMON = StateReason.of("daemon");

    /** By {@code virDomainState}: no state (Xen's for a guest without work), running, blocked, paused, shutdown ... */
    private static final GuestState[] STATES = {
        GuestState.RUNNING,
        GuestState.RUNNING,
        GuestState.RUNNING,
        GuestState.PAUSED,
        GuestState.SHUTTING_DOWN,
        GuestState.STOPPED,
        GuestState.CRASHED,
        GuestState.SUSPENDED
    };

    private static final int RUNNING = 1;
    private static final int PAUSED = 3;
    private static final int SHUTDOWN = 4;
    private static final int SHUTOFF = 5;
    private static final int CRASH = 6;

    private static final Map<Integer, @Nullable StateReason[]> REASONS = new HashMap<>();

    static {
        REASONS.put(RUNNING, new @Nullable StateReason[] {
            null,
            StateReason.BOOTED,
            StateReason.MIGRATED,
            StateReason.RESTORED,
            StateReason.FROM_SNAPSHOT,
            UNPAUSED,
            MIGRATION_CANCELLED,
            SAVE_CANCELLED,
            WAKEUP,
            CRASHED,
            POSTCOPY,
            POSTCOPY_FAILED
        });
        REASONS.put(PAUSED, new @Nullable StateReason[] {
            null,
            StateReason.USER,
            MIGRATING,
            SAVING,
            DUMPING,
            StateReason.IO_ERROR,
            StateReason.WATCHDOG,
            StateReason.FROM_SNAPSHOT,
            SHUTTING_DOWN,
            SNAPSHOTTING,
            CRASHED,
            STARTING_UP,
            POSTCOPY,
            POSTCOPY_FAILED
        });
        REASONS.put(SHUTDOWN, new @Nullable StateReason[] {null, StateReason.USER});
        REASONS.put(SHUTOFF, new @Nullable StateReason[] {
            null,
            StateReason.SHUTDOWN,
            StateReason.DESTROYED,
            CRASHED,
            StateReason.MIGRATED,
            StateReason.SAVED,
            StateReason.FAILED,
            StateReason.FROM_SNAPSHOT,
            DAEMON
        });
        REASONS.put(CRASH, new @Nullable StateReason[] {null, StateReason.PANICKED});
    }

    private DomainStates() {}

    /** The state with this number; empty if a newer libvirt has one more. */
    static Optional<GuestState> state(int state) {
        return state >= 0 && state < STATES.length ? Optional.of(STATES[state]) : Optional.empty();
    }

    /** Why it is in this state; empty if libvirt does not know, or gives a number that is newer than this table. */
    static Optional<StateReason> reason(int state, int reason) {
        @Nullable StateReason @Nullable [] reasons = REASONS.get(state);
        boolean isKnown = reasons != null && reason >= 0 && reason < reasons.length;
        return isKnown ? Optional.ofNullable(reasons[reason]) : Optional.empty();
    }
}
