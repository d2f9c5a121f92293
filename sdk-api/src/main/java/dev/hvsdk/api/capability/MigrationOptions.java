/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.unit.DataRate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How to move a guest.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MigrationOptions {
    private final @Nullable DataRate bandwidth;
    private final @Nullable Duration maxDowntime;
    private final @Nullable Duration stallLimit;
    private final boolean copyStorage;
    private final boolean offline;

    private MigrationOptions(Builder builder) {
        bandwidth = builder.bandwidth;
        maxDowntime = builder.maxDowntime;
        stallLimit = builder.stallLimit;
        copyStorage = builder.copyStorage;
        offline = builder.offline;
    }

    /** Starts options with the host's own choices. */
    public static Builder builder() {
        return new Builder();
    }

    /** The rate to stay below; empty for no limit. */
    public Optional<DataRate> bandwidth() {
        return Optional.ofNullable(bandwidth);
    }

    /** How long the guest may stand still at the switch; empty for the host's choice. */
    public Optional<Duration> maxDowntime() {
        return Optional.ofNullable(maxDowntime);
    }

    /** Whether the disks are copied too, where the hosts share none. */
    public boolean copyStorage() {
        return copyStorage;
    }

    /** Whether the guest is stopped for the move. */
    public boolean offline() {
        return offline;
    }

    /** How long the migration may go on without coming nearer to its end before it is given up; empty for ever. */
    public Optional<Duration> stallLimit() {
        return Optional.ofNullable(stallLimit);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MigrationOptions that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {bandwidth, maxDowntime, stallLimit, copyStorage, offline};
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable DataRate bandwidth;
        private @Nullable Duration maxDowntime;
        private @Nullable Duration stallLimit;
        private boolean copyStorage;
        private boolean offline;

        private Builder() {}

        /** Sets the rate to stay below. */
        public Builder bandwidth(DataRate bandwidth) {
            this.bandwidth = bandwidth;
            return this;
        }

        /** Sets how long the guest may stand still at the switch. */
        public Builder maxDowntime(Duration maxDowntime) {
            this.maxDowntime = maxDowntime;
            return this;
        }

        /** Says whether the disks are copied too, where the hosts share none; false unless called. */
        public Builder copyStorage(boolean copyStorage) {
            this.copyStorage = copyStorage;
            return this;
        }

        /** Says whether the guest is stopped for the move; false unless called. */
        public Builder offline(boolean offline) {
            this.offline = offline;
            return this;
        }

        /**
         * Sets how long the migration may go on without coming nearer to its end; then it is given up and fails with
         * {@link dev.hvsdk.api.HypervisorException.TimedOut}, and the guest runs on where it is.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder stallLimit(Duration stallLimit) {
            if (stallLimit.isZero() || stallLimit.isNegative()) {
                throw new IllegalArgumentException("a limit of time must be positive: " + stallLimit);
            }
            this.stallLimit = stallLimit;
            return this;
        }

        /** The finished value. */
        public MigrationOptions build() {
            return new MigrationOptions(this);
        }
    }
}
