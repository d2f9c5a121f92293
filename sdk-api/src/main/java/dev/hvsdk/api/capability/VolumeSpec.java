/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.unit.MemorySize;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What disk to make in a storage pool.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VolumeSpec {
    private final String name;
    private final MemorySize capacity;
    private final @Nullable String format;

    private VolumeSpec(Builder builder) {
        name = builder.name;
        capacity = builder.capacity;
        format = builder.format;
    }

    /** Starts the specification of this disk. */
    public static Builder builder(String name, MemorySize capacity) {
        return new Builder(name, capacity);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The size that a guest will see. */
    public MemorySize capacity() {
        return capacity;
    }

    /** Its format; empty for the pool's choice. */
    public Optional<String> format() {
        return Optional.ofNullable(format);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VolumeSpec that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, capacity, format};
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
        private final MemorySize capacity;
        private @Nullable String format;

        private Builder(String name, MemorySize capacity) {
            this.name = name;
            this.capacity = capacity;
        }

        /** Sets its format. */
        public Builder format(String format) {
            this.format = format;
            return this;
        }

        /** The finished value. */
        public VolumeSpec build() {
            return new VolumeSpec(this);
        }
    }
}
