/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a guest to shut down, how long to wait, and what to do when it does not.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ShutdownOptions {
    private final @Nullable Duration patience;
    private final boolean stopAfterwards;
    private final List<ShutdownMethod> methods;

    private ShutdownOptions(Builder builder) {
        patience = builder.patience;
        stopAfterwards = builder.stopAfterwards;
        methods = List.copyOf(builder.methods);
    }

    /** Starts options with the host's own choices. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How long each method is waited for before the next one is tried; empty for the host's choice between them, and no end after
     * the last one.
     */
    public Optional<Duration> patience() {
        return Optional.ofNullable(patience);
    }

    /** Whether the guest is stopped, as by pulling the plug, when no method helped. */
    public boolean stopAfterwards() {
        return stopAfterwards;
    }

    /** The methods to try, in order; empty for the choice of the host. */
    public List<ShutdownMethod> methods() {
        return methods;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ShutdownOptions that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {patience, stopAfterwards, methods};
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable Duration patience;
        private boolean stopAfterwards;
        private final List<ShutdownMethod> methods = new ArrayList<>();

        private Builder() {}

        /**
         * Sets how long each method is waited for before the next one is tried.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder patience(Duration patience) {
            if (patience.isZero() || patience.isNegative()) {
                throw new IllegalArgumentException("patience must be positive: " + patience);
            }
            this.patience = patience;
            return this;
        }

        /**
         * Says whether the guest is stopped, as by pulling the plug, when no method helped; false unless called.
         *
         * <p>Takes effect only with {@link #patience}: without one, the last method is waited for without an end.
         */
        public Builder stopAfterwards(boolean stopAfterwards) {
            this.stopAfterwards = stopAfterwards;
            return this;
        }

        /** Adds a method to try after those before it. */
        public Builder method(ShutdownMethod method) {
            methods.add(method);
            return this;
        }

        /** The finished value. */
        public ShutdownOptions build() {
            return new ShutdownOptions(this);
        }
    }
}
