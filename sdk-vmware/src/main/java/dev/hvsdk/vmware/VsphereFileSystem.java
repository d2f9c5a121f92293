/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.unit.MemorySize;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A file system inside a guest, as VMware Tools told of it.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereFileSystem {
    private final String path;
    private final @Nullable String type;
    private final @Nullable MemorySize capacity;
    private final @Nullable MemorySize free;

    private VsphereFileSystem(Builder builder) {
        path = builder.path;
        type = builder.type;
        capacity = builder.capacity;
        free = builder.free;
    }

    /** Starts a reading of the file system at this place. */
    public static Builder builder(String path) {
        return new Builder(path);
    }

    /** Where it is in the guest: {@code /home}, {@code C:\\}. */
    public String path() {
        return path;
    }

    /** Its kind, by the guest's word; empty if the guest does not tell, as tools before vSphere 7.0 do not. */
    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    /** How much it holds; empty if the guest does not tell. */
    public Optional<MemorySize> capacity() {
        return Optional.ofNullable(capacity);
    }

    /** How much is free; empty if the guest does not tell. */
    public Optional<MemorySize> free() {
        return Optional.ofNullable(free);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VsphereFileSystem that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {path, type, capacity, free};
    }

    /** The path. */
    @Override
    public String toString() {
        return path;
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String path;
        private @Nullable String type;
        private @Nullable MemorySize capacity;
        private @Nullable MemorySize free;

        private Builder(String path) {
            this.path = path;
        }

        /** Sets its kind, by the guest's word. */
        public Builder type(String type) {
            this.type = type;
            return this;
        }

        /** Sets how much it holds. */
        public Builder capacity(MemorySize capacity) {
            this.capacity = capacity;
            return this;
        }

        /** Sets how much is free. */
        public Builder free(MemorySize free) {
            this.free = free;
            return this;
        }

        /** The finished value. */
        public VsphereFileSystem build() {
            return new VsphereFileSystem(this);
        }
    }
}
