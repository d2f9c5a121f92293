/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Something that a program has opened or begun on a {@link FakeHost} and not finished.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Leftover {
    /** What was left. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** A connection that is open. */
        CONNECTION,
        /** A subscription that is open, on an open connection. */
        SUBSCRIPTION,
        /** An operation that has not ended, on an open connection. */
        OPERATION,
        /** A console that is open, on an open connection. */
        CONSOLE
    }

    private final Kind kind;
    private final String description;
    private final @Nullable String place;

    Leftover(Kind kind, String description, @Nullable String place) {
        this.kind = kind;
        this.description = description;
        this.place = place;
    }

    /** What was left. */
    public Kind kind() {
        return kind;
    }

    /** Which one, by the numbers of the host's {@link Journal}. */
    public String description() {
        return description;
    }

    /** The line that made it, as in a stack trace, outside the SDK and the JDK; empty if there is none in the calling thread. */
    public Optional<String> place() {
        return Optional.ofNullable(place);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Leftover that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {kind, description, place};
    }

    /** Such as {@code subscription #3 of connection 1, made at readme.Watcher.watch(Watcher.java:42)}. */
    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT) + " " + description;
        return place == null ? what : what + ", made at " + place;
    }
}
