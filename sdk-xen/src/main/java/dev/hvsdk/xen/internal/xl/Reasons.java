/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.xen.internal.tool.Domain;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Why guests are as they are, as far as this connection made them so: Xen keeps no reasons. Thread-safe. */
final class Reasons {
    private final ConcurrentMap<GuestId, Known> known = new ConcurrentHashMap<>();

    /** Of a start, whose domain has a number that xl does not say. */
    void started(GuestId id, StateReason reason) {
        known.put(id, new Known(GuestState.RUNNING, OptionalInt.empty(), reason));
    }

    /** Of what was done, or asked for, with this domain. */
    void changed(GuestId id, Domain domain, GuestState state, StateReason reason) {
        known.put(id, new Known(state, OptionalInt.of(domain.id()), reason));
    }

    /** Of a guest that has not run. */
    void created(GuestId id) {
        known.put(id, new Known(GuestState.STOPPED, OptionalInt.empty(), StateReason.CREATED));
    }

    void forget(GuestId id) {
        known.remove(id);
    }

    /** What is known of this reading, which may be older than the last change. */
    Optional<StateReason> of(Entry entry) {
        Known seen =
                known.computeIfPresent(entry.id(), (id, before) -> before.seen(entry) ? before.bound(entry) : null);
        return Optional.ofNullable(seen)
                .filter(one -> one.state == entry.state())
                .map(Known::reason);
    }

    /**
     * What was done.
     *
     * @param domain which domain it was; empty before its number is seen
     */
    private record Known(GuestState state, OptionalInt domain, StateReason reason) {
        /** A domain of another number was made by somebody else. */
        boolean seen(Entry entry) {
            return domain.isEmpty()
                    || entry.domain().map(now -> now.id() == domain.getAsInt()).orElse(state == GuestState.STOPPED);
        }

        Known bound(Entry entry) {
            return domain.isPresent() || entry.domain().isEmpty()
                    ? this
                    : new Known(state, OptionalInt.of(entry.domain().get().id()), reason);
        }
    }
}
