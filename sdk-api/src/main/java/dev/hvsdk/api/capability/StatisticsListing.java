/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.UnreadableGuest;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The counters of many guests at one moment, and those that could not be read.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StatisticsListing {
    private final Map<GuestId, GuestStatistics> guests;
    private final List<UnreadableGuest> incomplete;

    private StatisticsListing(Map<GuestId, GuestStatistics> guests, List<UnreadableGuest> incomplete) {
        // Not Map.copyOf, which loses the host's order.
        this.guests = Collections.unmodifiableMap(new LinkedHashMap<>(guests));
        this.incomplete = List.copyOf(incomplete);
    }

    /** The counters of these guests, and the guests that could not be read. */
    public static StatisticsListing of(Map<GuestId, GuestStatistics> guests, List<UnreadableGuest> incomplete) {
        return new StatisticsListing(guests, incomplete);
    }

    /** The counters by guest, in the host's order. */
    public Map<GuestId, GuestStatistics> asMap() {
        return guests;
    }

    /** The counters of one guest; empty if it is not active, does not match or could not be read. */
    public Optional<GuestStatistics> find(GuestId guest) {
        return Optional.ofNullable(guests.get(guest));
    }

    /** The active guests that could not be read, and why; empty if the listing is complete. */
    public List<UnreadableGuest> incomplete() {
        return incomplete;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatisticsListing that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {guests, incomplete};
    }

    /** Such as {@code 3 guests, 1 unreadable}. */
    @Override
    public String toString() {
        return guests.size() + " guests" + (incomplete.isEmpty() ? "" : ", " + incomplete.size() + " unreadable");
    }
}
