/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.time.Instant;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on a host, or to the connection with it.
 *
 * <p>Sealed, with one open branch, {@link FamilyEvent}, for what only one family of backends can tell. In order per guest.
 * Events are values: two that tell the same of the same time are equal, so a set of events may hold fewer than were delivered.
 * Implementations are immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface HypervisorEvent
        permits GuestEvent, FamilyEvent, HypervisorEvent.Lost, HypervisorEvent.Reconnected {
    /** When the host says that it happened, or when the SDK heard of it if the host does not say. */
    Instant time();

    /** Events were lost: the listener was too slow, or the host cannot tell what happened; read the state again. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    final class Lost implements HypervisorEvent {
        private final Instant time;
        private final long atLeast;

        /** A gap of at least this many events; throws {@link IllegalArgumentException} if below 1. */
        public Lost(Instant time, long atLeast) {
            if (atLeast < 1) {
                throw new IllegalArgumentException("a gap holds at least 1 event: " + atLeast);
            }
            this.time = time;
            this.atLeast = atLeast;
        }

        @Override
        public Instant time() {
            return time;
        }

        /** How many events are missing at least. */
        public long atLeast() {
            return atLeast;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Lost that && Arrays.equals(parts(), that.parts());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts());
        }

        private @Nullable Object[] parts() {
            return new @Nullable Object[] {time, atLeast};
        }

        @Override
        public String toString() {
            return "lost at least " + atLeast;
        }
    }

    /** The connection broke and was made again; what happened in between is not known, read the state again. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    final class Reconnected implements HypervisorEvent {
        private final Instant time;

        /** A reconnection at this time. */
        public Reconnected(Instant time) {
            this.time = time;
        }

        @Override
        public Instant time() {
            return time;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Reconnected that && Arrays.equals(parts(), that.parts());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts());
        }

        private @Nullable Object[] parts() {
            return new @Nullable Object[] {time};
        }

        @Override
        public String toString() {
            return "reconnected";
        }
    }
}
