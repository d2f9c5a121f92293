/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What storage pool to make.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PoolSpec {
    private final String name;
    private final String location;
    private final @Nullable String type;

    private PoolSpec(Builder builder) {
        name = builder.name;
        location = builder.location;
        type = builder.type;
    }

    /** Starts the specification of a pool with this name, at this place of the host. */
    public static Builder builder(String name, String location) {
        return new Builder(name, location);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Where it is on the host: a directory, a device, an export. */
    public String location() {
        return location;
    }

    /** Its kind in the host's words; empty for a directory. */
    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PoolSpec that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, location, type};
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String name;
        private final String location;
        private @Nullable String type;

        private Builder(String name, String location) {
            this.name = name;
            this.location = location;
        }

        /** Sets its kind in the host's words: {@code dir}, {@code logical}. */
        public Builder type(String type) {
            this.type = type;
            return this;
        }

        /** The finished value. */
        public PoolSpec build() {
            return new PoolSpec(this);
        }
    }
}
