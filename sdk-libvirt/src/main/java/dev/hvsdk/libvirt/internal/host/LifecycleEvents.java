/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one table from libvirt's lifecycle events ({@code virDomainEventType} and its details, libvirt-domain.h of 9.0) to states.
 * Immutable.
 */
final class LifecycleEvents {
    private static final StateReason UNPAUSED = StateReason.of("unpaused");
    private static final StateReason WAKEUP = StateReason.of("wakeup");
    private static final StateReason CRASHED = StateReason.of("crashed");
    private static final StateReason POSTCOPY = StateReason.of("postcopy");
    private static final StateReason POSTCOPY_FAILED = StateReason.of("postcopy-failed");
    private static final StateReason MIGRATING = StateReason.of("migrating");
    private static final StateReason API_ERROR = StateReason.of("api-error");

    private static final @Nullable StateReason[] STARTED = {
        StateReason.BOOTED, StateReason.MIGRATED, StateReason.RESTORED, StateReason.FROM_SNAPSHOT, WAKEUP
    };
    private static final @Nullable StateReason[] SUSPENDED = {
        StateReason.USER,
        MIGRATING,
        StateReason.IO_ERROR,
        StateReason.WATCHDOG,
        StateReason.RESTORED,
        StateReason.FROM_SNAPSHOT,
        API_ERROR,
        POSTCOPY,
        POSTCOPY_FAILED
    };
    private static final @Nullable StateReason[] RESUMED = {
        UNPAUSED, StateReason.MIGRATED, StateReason.FROM_SNAPSHOT, POSTCOPY, POSTCOPY_FAILED
    };
    private static final @Nullable StateReason[] STOPPED = {
        StateReason.SHUTDOWN,
        StateReason.DESTROYED,
        CRASHED,
        StateReason.MIGRATED,
        StateReason.SAVED,
        StateReason.FAILED,
        StateReason.FROM_SNAPSHOT
    };
    private static final @Nullable StateReason[] NONE = {};
    private static final @Nullable StateReason[] PANICKED = {StateReason.PANICKED};

    private LifecycleEvents() {}

    /** Into which state, and why; the reason is null if libvirt does not know. Immutable. */
    record Change(GuestState state, @Nullable StateReason reason) {}

    /** The change that an event tells; empty if it tells none, or is newer than this table. */
    static Optional<Change> change(int event, int detail) {
        return switch (event) {
            case 2 -> Optional.of(of(GuestState.RUNNING, STARTED, detail));
            case 3 -> Optional.of(of(GuestState.PAUSED, SUSPENDED, detail));
            case 4 -> Optional.of(of(GuestState.RUNNING, RESUMED, detail));
            case 5 -> Optional.of(of(GuestState.STOPPED, STOPPED, detail));
            case 6 -> Optional.of(of(GuestState.SHUTTING_DOWN, NONE, detail));
            case 7 -> Optional.of(of(GuestState.SUSPENDED, NONE, detail));
            case 8 -> Optional.of(of(GuestState.CRASHED, PANICKED, detail));
            default -> Optional.empty();
        };
    }

    private static Change of(GuestState state, @Nullable StateReason[] reasons, int detail) {
        return new Change(state, detail >= 0 && detail < reasons.length ? reasons[detail] : null);
    }
}
