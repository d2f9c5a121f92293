/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The guests of a host by id and by name, in the order in which they were made. Not thread-safe: guarded by its owner. */
final class GuestTable {
    private final Map<GuestId, GuestRecord> byId = new LinkedHashMap<>();
    private final Map<String, Set<GuestId>> byName = new HashMap<>();
    private long lastNumber;

    /** The next id of a family that no guest has. */
    GuestId newId(Family family) {
        GuestId id = family.guestId(++lastNumber);
        // A guest of a recording has its own.
        return byId.containsKey(id) ? newId(family) : id;
    }

    Optional<GuestRecord> find(GuestId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The ids of all guests that bear the name. */
    List<GuestId> named(String name) {
        return List.copyOf(byName.getOrDefault(name, Set.of()));
    }

    /** Refuses a name that another guest bears, where names are unique. */
    void refuseTaken(String name, Family family, ErrorFactory defining) {
        List<GuestId> bearers = named(name);
        if (family.hasUniqueNames() && !bearers.isEmpty()) {
            throw defining.remedy("choose another name, or undefine the other guest")
                    .conflict("the name is taken by guest " + bearers.get(0));
        }
    }

    Collection<GuestRecord> all() {
        return byId.values();
    }

    /** Adds the guest, or replaces what was known of it. */
    void put(GuestRecord guest) {
        byId.put(guest.id(), guest);
        byName.computeIfAbsent(guest.name(), name -> new LinkedHashSet<>()).add(guest.id());
    }

    void remove(GuestRecord guest) {
        byId.remove(guest.id());
        byName.computeIfPresent(guest.name(), (name, ids) -> {
            ids.remove(guest.id());
            return ids.isEmpty() ? null : ids;
        });
    }
}
