/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.Snapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one guest, parents before their children. Immutable.
 *
 * @param saved by id, in the order in which they were taken
 * @param current the id of the one that the present state descends from; null if it descends from none
 */
record SnapshotTree(Map<String, SavedGuest> saved, @Nullable String current) {
    static final SnapshotTree EMPTY = new SnapshotTree(Map.of(), null);

    List<Snapshot> list() {
        return saved.values().stream().map(SavedGuest::view).toList();
    }

    Optional<SavedGuest> find(String id) {
        return Optional.ofNullable(saved.get(id));
    }

    Optional<Snapshot> currentView() {
        return Optional.ofNullable(current).flatMap(this::find).map(SavedGuest::view);
    }

    boolean hasNamed(String name) {
        return saved.values().stream().anyMatch(guest -> guest.view().name().equals(name));
    }

    /** The tree with one more snapshot, below the current one, whose place it takes. */
    SnapshotTree with(SavedGuest taken) {
        Map<String, SavedGuest> more = new LinkedHashMap<>(saved);
        more.put(taken.view().id(), taken.under(current));
        return new SnapshotTree(Collections.unmodifiableMap(more), taken.view().id());
    }

    /** The tree after the guest went back to a snapshot. */
    SnapshotTree at(String id) {
        return new SnapshotTree(saved, id);
    }

    /** The tree without a snapshot; its parent, if it has one, inherits its children and its place. */
    SnapshotTree without(SavedGuest deleted) {
        String id = deleted.view().id();
        String parent = deleted.view().parent().orElse(null);
        Map<String, SavedGuest> fewer = new LinkedHashMap<>(saved);
        fewer.remove(id);
        fewer.replaceAll((key, guest) -> guest.isChildOf(id) ? guest.under(parent) : guest);
        return new SnapshotTree(Collections.unmodifiableMap(fewer), id.equals(current) ? parent : current);
    }
}
