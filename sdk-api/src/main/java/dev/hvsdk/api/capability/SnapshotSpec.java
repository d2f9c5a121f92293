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
 * What snapshot to take.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SnapshotSpec {
    private final String name;
    private final @Nullable String description;
    private final @Nullable SnapshotStorage storage;
    private final boolean withMemory;
    private final boolean quiesce;

    private SnapshotSpec(Builder builder) {
        name = builder.name;
        description = builder.description;
        storage = builder.storage;
        withMemory = builder.withMemory;
        quiesce = builder.quiesce;
    }

    /** Starts the specification of a snapshot with this name. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What to remember about it; empty if nothing. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** Whether the memory of a running guest is kept too. */
    public boolean withMemory() {
        return withMemory;
    }

    /** Whether the guest's agent is asked to flush and freeze its file systems first. */
    public boolean quiesce() {
        return quiesce;
    }

    /** Where the disks are to be kept; empty for the choice of the host. */
    public Optional<SnapshotStorage> storage() {
        return Optional.ofNullable(storage);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SnapshotSpec that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, description, storage, withMemory, quiesce};
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
        private @Nullable String description;
        private @Nullable SnapshotStorage storage;
        private boolean withMemory;
        private boolean quiesce;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets what to remember about it. */
        public Builder description(String description) {
            this.description = description;
            return this;
        }

        /** Says whether the memory of a running guest is kept too; false unless called. */
        public Builder withMemory(boolean withMemory) {
            this.withMemory = withMemory;
            return this;
        }

        /** Says whether the guest's agent is asked to flush and freeze its file systems first; false unless called. */
        public Builder quiesce(boolean quiesce) {
            this.quiesce = quiesce;
            return this;
        }

        /** Sets where the disks are to be kept; a host that cannot fails with {@code Unsupported}. */
        public Builder storage(SnapshotStorage storage) {
            this.storage = storage;
            return this;
        }

        /** The finished value. */
        public SnapshotSpec build() {
            return new SnapshotSpec(this);
        }
    }
}
