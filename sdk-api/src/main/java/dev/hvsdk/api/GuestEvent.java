/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to one guest.
 *
 * <p>Sealed; leaves are final classes, because later versions will tell more. Implementations are immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface GuestEvent extends HypervisorEvent {
    /** The id of the guest. */
    GuestId guest();

    /** The name of the guest when it happened. */
    String name();

    /** The guest came to be. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    final class Defined implements GuestEvent {
        private final Instant time;
        private final GuestId guest;
        private final String name;

        /** The event of this guest at this time. */
        public Defined(Instant time, GuestId guest, String name) {
            this.time = time;
            this.guest = guest;
            this.name = name;
        }

        @Override
        public Instant time() {
            return time;
        }

        @Override
        public GuestId guest() {
            return guest;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Defined that && Arrays.equals(parts(), that.parts());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts());
        }

        private @Nullable Object[] parts() {
            return new @Nullable Object[] {time, guest, name};
        }

        @Override
        public String toString() {
            return name + " defined";
        }
    }

    /** The guest is no more. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    final class Undefined implements GuestEvent {
        private final Instant time;
        private final GuestId guest;
        private final String name;

        /** The event of this guest at this time. */
        public Undefined(Instant time, GuestId guest, String name) {
            this.time = time;
            this.guest = guest;
            this.name = name;
        }

        @Override
        public Instant time() {
            return time;
        }

        @Override
        public GuestId guest() {
            return guest;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Undefined that && Arrays.equals(parts(), that.parts());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts());
        }

        private @Nullable Object[] parts() {
            return new @Nullable Object[] {time, guest, name};
        }

        @Override
        public String toString() {
            return name + " undefined";
        }
    }

    /** The guest's definition changed: its name, its devices, its limits, its snapshots. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    final class Changed implements GuestEvent {
        private final Instant time;
        private final GuestId guest;
        private final String name;

        /** The event of this guest at this time. */
        public Changed(Instant time, GuestId guest, String name) {
            this.time = time;
            this.guest = guest;
            this.name = name;
        }

        @Override
        public Instant time() {
            return time;
        }

        @Override
        public GuestId guest() {
            return guest;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Changed that && Arrays.equals(parts(), that.parts());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts());
        }

        private @Nullable Object[] parts() {
            return new @Nullable Object[] {time, guest, name};
        }

        @Override
        public String toString() {
            return name + " changed";
        }
    }

    /** The guest went into another state, or into the same one for another reason. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    final class StateChanged implements GuestEvent {
        private final Instant time;
        private final GuestInfo info;

        /** The change to the state that this reading shows. */
        public StateChanged(Instant time, GuestInfo info) {
            this.time = time;
            this.info = info;
        }

        @Override
        public Instant time() {
            return time;
        }

        @Override
        public GuestId guest() {
            return info.id();
        }

        @Override
        public String name() {
            return info.name();
        }

        /** The new state. */
        public GuestState state() {
            return info.state();
        }

        /** Why it is in this state, if the host says. */
        public Optional<StateReason> reason() {
            return info.reason();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof StateChanged that && Arrays.equals(parts(), that.parts());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts());
        }

        private @Nullable Object[] parts() {
            return new @Nullable Object[] {time, info};
        }

        @Override
        public String toString() {
            return name() + " " + state().id()
                    + reason().map(why -> " (" + why + ")").orElse("");
        }
    }
}
