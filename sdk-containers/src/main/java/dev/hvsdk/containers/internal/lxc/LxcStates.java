/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The words of LXC for states, and why a container is in one, which LXC does not keep. Thread-safe. */
final class LxcStates {
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** What is being done now: events of it come before it is done. */
    private final Map<String, Known> expected = new ConcurrentHashMap<>();

    /** The state of a word; one of a later LXC is taken for that of a container which runs. */
    static GuestState state(String word) {
        return switch (word) {
            case "STOPPED" -> GuestState.STOPPED;
            case "STOPPING", "ABORTING" -> GuestState.SHUTTING_DOWN;
            case "FREEZING", "FROZEN" -> GuestState.PAUSED;
            default -> GuestState.RUNNING;
        };
    }

    /** The state that a settled word of lxc-monitor is the last word of; empty for what is on its way, or of no state. */
    static Optional<GuestState> settled(String word) {
        return switch (word) {
            case "RUNNING", "THAWED" -> Optional.of(GuestState.RUNNING);
            case "FROZEN" -> Optional.of(GuestState.PAUSED);
            case "STOPPED" -> Optional.of(GuestState.STOPPED);
            default -> Optional.empty();
        };
    }

    /** Says what this connection is about to do to it. */
    void expect(String name, GuestState state, StateReason reason) {
        expected.put(name, new Known(state, reason));
    }

    /** Forgets what it was about to do, which is done or has failed. */
    void settle(String name) {
        expected.remove(name);
    }

    /** Remembers what this connection did to it. */
    void remember(String name, GuestState state, StateReason reason) {
        known.put(name, new Known(state, reason));
    }

    void forget(String name) {
        known.remove(name);
    }

    /** Why it is in this state, if this connection brought it there. */
    Optional<StateReason> reason(String name, GuestState state) {
        return reason(expected.get(name), state).or(() -> reason(known.get(name), state));
    }

    private static Optional<StateReason> reason(@Nullable Known known, GuestState state) {
        return Optional.ofNullable(known).filter(last -> last.state() == state).map(Known::reason);
    }

    private record Known(GuestState state, StateReason reason) {}
}
