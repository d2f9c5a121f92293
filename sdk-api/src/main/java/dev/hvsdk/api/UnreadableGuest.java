/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A guest that is on the host and could not be read, such as one whose monitor hangs.
 *
 * <p>Two of them are equal if they are of one guest and failed alike, by type and message: exceptions themselves have no value.
 * Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class UnreadableGuest {
    private final GuestId id;
    private final @Nullable String name;
    private final HypervisorException why;

    private UnreadableGuest(GuestId id, @Nullable String name, HypervisorException why) {
        this.id = id;
        this.name = name;
        this.why = why;
    }

    /** A guest of which the host told no more than its id, and what went wrong. */
    public static UnreadableGuest of(GuestId id, HypervisorException why) {
        return new UnreadableGuest(id, null, why);
    }

    /** A guest of which the host told its id and name, and what went wrong. */
    public static UnreadableGuest of(GuestId id, String name, HypervisorException why) {
        return new UnreadableGuest(id, name, why);
    }

    /** The id by which the host knows it. */
    public GuestId id() {
        return id;
    }

    /** Its name; empty if not even that could be read. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** What went wrong. */
    public HypervisorException why() {
        return why;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnreadableGuest that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {id, name, why.getClass(), why.getMessage()};
    }

    /** The name, or else the id, and what went wrong. */
    @Override
    public String toString() {
        return (name == null ? id.toString() : name) + ": " + why.getMessage();
    }
}
