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
 * A place where a host keeps disks, as one consistent reading.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StoragePool {
    private final String name;
    private final String type;
    private final @Nullable MemorySize capacity;
    private final @Nullable MemorySize available;
    private final @Nullable String location;
    private final boolean active;

    private StoragePool(Builder builder) {
        name = builder.name;
        type = builder.type;
        capacity = builder.capacity;
        available = builder.available;
        location = builder.location;
        active = builder.active;
    }

    /** Starts a reading of this pool. */
    public static Builder builder(String name, String type) {
        return new Builder(name, type);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its kind in the host's words: {@code dir}, {@code logical}, {@code vmfs}, {@code overlay2}. */
    public String type() {
        return type;
    }

    /** Its size; empty if the host does not say. */
    public Optional<MemorySize> capacity() {
        return Optional.ofNullable(capacity);
    }

    /** What is free; empty if the host does not say. */
    public Optional<MemorySize> available() {
        return Optional.ofNullable(available);
    }

    /** Where it is on the host; empty if the host does not say. */
    public Optional<String> location() {
        return Optional.ofNullable(location);
    }

    /** Whether it can be used now. */
    public boolean active() {
        return active;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoragePool that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, type, capacity, available, location, active};
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
        private final String type;
        private @Nullable MemorySize capacity;
        private @Nullable MemorySize available;
        private @Nullable String location;
        private boolean active;

        private Builder(String name, String type) {
            this.name = name;
            this.type = type;
        }

        /** Sets its size. */
        public Builder capacity(MemorySize capacity) {
            this.capacity = capacity;
            return this;
        }

        /** Sets what is free. */
        public Builder available(MemorySize available) {
            this.available = available;
            return this;
        }

        /** Sets where it is on the host. */
        public Builder location(String location) {
            this.location = location;
            return this;
        }

        /** Says whether it can be used now; false unless called. */
        public Builder active(boolean active) {
            this.active = active;
            return this;
        }

        /** The finished value. */
        public StoragePool build() {
            return new StoragePool(this);
        }
    }
}
