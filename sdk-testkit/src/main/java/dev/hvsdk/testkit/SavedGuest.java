/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.Snapshot;
import org.jspecify.annotations.Nullable;

/** A snapshot, and what the guest goes back to with it. Immutable. */
record SavedGuest(Snapshot view, GuestConfig config) {
    /** The same snapshot as a child of another one, or as a root. */
    SavedGuest under(@Nullable String parent) {
        Snapshot.Builder copy =
                Snapshot.builder(view.id(), view.name(), view.state()).holdsMemory(view.holdsMemory());
        view.description().ifPresent(copy::description);
        view.createdAt().ifPresent(copy::createdAt);
        view.storage().ifPresent(copy::storage);
        if (parent != null) {
            copy.parent(parent);
        }
        return new SavedGuest(copy.build(), config);
    }

    boolean isChildOf(String id) {
        return view.parent().filter(id::equals).isPresent();
    }
}
