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

/** The words of LXC for states, and why a container is in one, which LXC does not keep. Thread-safe. */
final class LxcStates {
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** The state of a word; one of a later LXC is taken for that of a container which runs. */
    static GuestState state(String word) {
        return switch (word) {
            case "STOPPED" -> GuestState.STOPPED;
            case "STOPPING", "ABORTING" -> GuestState.SHUTTING_DOWN;
            case "FREEZING", "FROZEN" -> GuestState.PAUSED;
            default -> GuestState.RUNNING;
        };
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
        return Optional.ofNullable(known.get(name))
                .filter(last -> last.state() == state)
                .map(Known::reason);
    }

    private record Known(GuestState state, StateReason reason) {}
}
