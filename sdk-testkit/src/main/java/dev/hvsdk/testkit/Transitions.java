/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each action does in each state: the state machine of a family, as a table.
 *
 * <p>An entry is the path of states that the guest goes through; the path of {@link Action#UNDEFINE} is empty, because the guest
 * is no more. A pair without an entry is refused. Immutable.
 */
final class Transitions {
    private final Map<GuestState, Map<Action, List<Step>>> table;

    private Transitions(Map<GuestState, Map<Action, List<Step>>> table) {
        this.table = table;
    }

    static Builder builder() {
        return new Builder();
    }

    /** The states that a guest of this family can be in. */
    Set<GuestState> states() {
        return table.keySet();
    }

    /** What the action does in the state; empty if the state does not allow it. */
    Optional<List<Step>> path(GuestState state, Action action) {
        return Optional.ofNullable(actions(state).get(action));
    }

    /** What can be done in a state. */
    Set<Action> possibleIn(GuestState state) {
        return actions(state).keySet();
    }

    /** The states in which something can be done. */
    Set<GuestState> statesFor(Action action) {
        Set<GuestState> states = EnumSet.noneOf(GuestState.class);
        table.forEach((state, actions) -> {
            if (actions.containsKey(action)) {
                states.add(state);
            }
        });
        return states;
    }

    private Map<Action, List<Step>> actions(GuestState state) {
        return table.getOrDefault(state, Map.of());
    }

    /** Collects the entries. Not thread-safe: one builder per thread. */
    static final class Builder {
        private final Map<GuestState, Map<Action, List<Step>>> table = new EnumMap<>(GuestState.class);

        private Builder() {}

        /** Adds an entry; without steps, the guest is no more. */
        Builder when(GuestState state, Action action, Step... path) {
            table.computeIfAbsent(state, key -> new EnumMap<>(Action.class)).put(action, Arrays.asList(path));
            return this;
        }

        Transitions build() {
            return new Transitions(table);
        }
    }
}
