/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The guests of a host at one moment, and those that could not be read.
 *
 * <p>Made with one call to the host where the host can do that. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestListing implements Iterable<GuestInfo> {
    private final List<GuestInfo> guests;
    private final List<UnreadableGuest> incomplete;

    private GuestListing(List<GuestInfo> guests, List<UnreadableGuest> incomplete) {
        this.guests = List.copyOf(guests);
        this.incomplete = List.copyOf(incomplete);
    }

    /** A listing of guests that could all be read. */
    public static GuestListing of(List<GuestInfo> guests) {
        return new GuestListing(guests, List.of());
    }

    /** A listing of guests, with those that could not be read. */
    public static GuestListing of(List<GuestInfo> guests, List<UnreadableGuest> incomplete) {
        return new GuestListing(guests, incomplete);
    }

    /** The guests that were read, in the host's order. */
    public List<GuestInfo> asList() {
        return guests;
    }

    /** The guests that were read, in the host's order. */
    public Stream<GuestInfo> stream() {
        return guests.stream();
    }

    /** How many guests were read. */
    public int size() {
        return guests.size();
    }

    /** The guests that are there and could not be read, and why; empty if the listing is complete. */
    public List<UnreadableGuest> incomplete() {
        return incomplete;
    }

    /** The guests that were read, in the host's order; the iterator does not remove. */
    @Override
    public Iterator<GuestInfo> iterator() {
        return guests.iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestListing that && Arrays.equals(parts(), that.parts());
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
