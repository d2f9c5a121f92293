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
 * A disk in a storage pool, as one consistent reading.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StorageVolume {
    private final String name;
    private final String pool;
    private final @Nullable MemorySize capacity;
    private final @Nullable MemorySize allocation;
    private final @Nullable String format;
    private final @Nullable String path;

    private StorageVolume(Builder builder) {
        name = builder.name;
        pool = builder.pool;
        capacity = builder.capacity;
        allocation = builder.allocation;
        format = builder.format;
        path = builder.path;
    }

    /** Starts a reading of this volume. */
    public static Builder builder(String name, String pool) {
        return new Builder(name, pool);
    }

    /** Its name in the pool. */
    public String name() {
        return name;
    }

    /** The name of the pool. */
    public String pool() {
        return pool;
    }

    /** The size that a guest sees; empty if the host does not say. */
    public Optional<MemorySize> capacity() {
        return Optional.ofNullable(capacity);
    }

    /** The space that it takes; empty if the host does not say. */
    public Optional<MemorySize> allocation() {
        return Optional.ofNullable(allocation);
    }

    /** Its format: {@code raw}, {@code qcow2}; empty if the host does not say. */
    public Optional<String> format() {
        return Optional.ofNullable(format);
    }

    /** Where it is on the host; empty if the host does not say. */
    public Optional<String> path() {
        return Optional.ofNullable(path);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StorageVolume that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, pool, capacity, allocation, format, path};
    }

    /** Such as {@code default/web.qcow2}. */
    @Override
    public String toString() {
        return pool + "/" + name;
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String name;
        private final String pool;
        private @Nullable MemorySize capacity;
        private @Nullable MemorySize allocation;
        private @Nullable String format;
        private @Nullable String path;

        private Builder(String name, String pool) {
            this.name = name;
            this.pool = pool;
        }

        /** Sets the size that a guest sees. */
        public Builder capacity(MemorySize capacity) {
            this.capacity = capacity;
            return this;
        }

        /** Sets the space that it takes. */
        public Builder allocation(MemorySize allocation) {
            this.allocation = allocation;
            return this;
        }

        /** Sets its format: {@code raw}, {@code qcow2}. */
        public Builder format(String format) {
            this.format = format;
            return this;
        }

        /** Sets where it is on the host. */
        public Builder path(String path) {
            this.path = path;
            return this;
        }

        /** The finished value. */
        public StorageVolume build() {
            return new StorageVolume(this);
        }
    }
}
