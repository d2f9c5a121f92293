/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which guests to list, and how much of each; hosts that can filter do so themselves.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestQuery {
    private static final GuestQuery ALL = builder().build();

    private final Set<GuestState> states;
    private final @Nullable String name;
    private final boolean detailed;

    private GuestQuery(Builder builder) {
        // Not Set.copyOf, whose order differs from run to run.
        states = Collections.unmodifiableSet(EnumSet.copyOf(builder.states));
        name = builder.name;
        detailed = builder.detailed;
    }

    /** All guests. */
    public static GuestQuery all() {
        return ALL;
    }

    /** The guests that hold memory of the host: running, paused, suspended or shutting down. */
    public static GuestQuery active() {
        Builder builder = builder();
        EnumSet.allOf(GuestState.class).stream().filter(GuestState::isActive).forEach(builder::state);
        return builder.build();
    }

    /** Starts a query that all guests match. */
    public static Builder builder() {
        return new Builder();
    }

    /** The states that match, in the order of the enum; empty if all do. */
    public Set<GuestState> states() {
        return states;
    }

    /** The exact name that matches; empty if all do. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Whether each reading shall hold all that {@link Guest#info()} would say. */
    public boolean detailed() {
        return detailed;
    }

    /** Whether a guest matches. */
    public boolean matches(GuestInfo guest) {
        boolean stateMatches = states.isEmpty() || states.contains(guest.state());
        return stateMatches && (name == null || name.equals(guest.name()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestQuery that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    /** Such as {@code running or paused, named web}, or {@code all}. */
    @Override
    public String toString() {
        String wanted =
                states.isEmpty() ? "all" : states.stream().map(GuestState::id).collect(Collectors.joining(" or "));
        return wanted + name().map(text -> ", named " + text).orElse("") + (detailed ? ", in detail" : "");
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {states, name, detailed};
    }

    /** Collects a query. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final EnumSet<GuestState> states = EnumSet.noneOf(GuestState.class);
        private @Nullable String name;
        private boolean detailed;

        private Builder() {}

        /** Adds a state that matches; without any, all states do. */
        public Builder state(GuestState state) {
            states.add(state);
            return this;
        }

        /** Sets the exact name that matches; several guests of a host may bear it. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * Says whether all that {@link Guest#info()} would say of each guest is wanted, even where the host's answer for all holds
         * less and each guest has to be asked; false unless called, and then such a listing leaves empty what it would have to
         * ask for.
         */
        public Builder detailed(boolean detailed) {
            this.detailed = detailed;
            return this;
        }

        /** The query. */
        public GuestQuery build() {
            return new GuestQuery(this);
        }
    }
}
