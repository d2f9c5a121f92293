/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot of a guest, as one consistent reading.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Snapshot {
    private final String id;
    private final String name;
    private final GuestState state;
    private final @Nullable String description;
    private final @Nullable Instant createdAt;
    private final @Nullable String parent;
    private final @Nullable SnapshotStorage storage;
    private final boolean holdsMemory;

    private Snapshot(Builder builder) {
        id = builder.id;
        name = builder.name;
        state = builder.state;
        description = builder.description;
        createdAt = builder.createdAt;
        parent = builder.parent;
        storage = builder.storage;
        holdsMemory = builder.holdsMemory;
    }

    /** Starts a reading of this snapshot. */
    public static Builder builder(String id, String name, GuestState state) {
        return new Builder(id, name, state);
    }

    /** The id by which the host knows it; the name, where names are unique. */
    public String id() {
        return id;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The state of the guest when it was taken. */
    public GuestState state() {
        return state;
    }

    /** What its maker wrote about it; empty if nothing. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** When it was taken; empty if the host does not say. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAt);
    }

    /** The id of the snapshot it descends from; empty if it is a root. */
    public Optional<String> parent() {
        return Optional.ofNullable(parent);
    }

    /** Whether it holds the memory of a running guest, so that the guest goes on where it was. */
    public boolean holdsMemory() {
        return holdsMemory;
    }

    /** Where the disks are kept; empty if the host does not say, or knows one place only. */
    public Optional<SnapshotStorage> storage() {
        return Optional.ofNullable(storage);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Snapshot that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {id, name, state, description, createdAt, parent, storage, holdsMemory};
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String id;
        private final String name;
        private final GuestState state;
        private @Nullable String description;
        private @Nullable Instant createdAt;
        private @Nullable String parent;
        private @Nullable SnapshotStorage storage;
        private boolean holdsMemory;

        private Builder(String id, String name, GuestState state) {
            this.id = id;
            this.name = name;
            this.state = state;
        }

        /** Sets what its maker wrote about it. */
        public Builder description(String description) {
            this.description = description;
            return this;
        }

        /** Sets when it was taken. */
        public Builder createdAt(Instant createdAt) {
            this.createdAt = createdAt;
            return this;
        }

        /** Sets the id of the snapshot it descends from. */
        public Builder parent(String parent) {
            this.parent = parent;
            return this;
        }

        /** Says whether it holds the memory of a running guest, so that the guest goes on where it was; false unless called. */
        public Builder holdsMemory(boolean holdsMemory) {
            this.holdsMemory = holdsMemory;
            return this;
        }

        /** Sets where the disks are kept. */
        public Builder storage(SnapshotStorage storage) {
            this.storage = storage;
            return this;
        }

        /** The finished value. */
        public Snapshot build() {
            return new Snapshot(this);
        }
    }
}
