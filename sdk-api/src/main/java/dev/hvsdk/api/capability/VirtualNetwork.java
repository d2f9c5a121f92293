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
 * A virtual network of a host, as one consistent reading.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VirtualNetwork {
    private final String name;
    private final String mode;
    private final @Nullable String bridge;
    private final @Nullable String subnet;
    private final boolean active;

    private VirtualNetwork(Builder builder) {
        name = builder.name;
        mode = builder.mode;
        bridge = builder.bridge;
        subnet = builder.subnet;
        active = builder.active;
    }

    /** Starts a reading of this network. */
    public static Builder builder(String name, String mode) {
        return new Builder(name, mode);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** How it reaches the world, in the host's words: {@code nat}, {@code bridge}, {@code isolated}. */
    public String mode() {
        return mode;
    }

    /** The bridge or switch of the host; empty if there is none. */
    public Optional<String> bridge() {
        return Optional.ofNullable(bridge);
    }

    /** Its addresses in CIDR notation; empty if the host manages none. */
    public Optional<String> subnet() {
        return Optional.ofNullable(subnet);
    }

    /** Whether it can be used now. */
    public boolean active() {
        return active;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VirtualNetwork that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, mode, bridge, subnet, active};
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
        private final String mode;
        private @Nullable String bridge;
        private @Nullable String subnet;
        private boolean active;

        private Builder(String name, String mode) {
            this.name = name;
            this.mode = mode;
        }

        /** Sets the bridge or switch of the host. */
        public Builder bridge(String bridge) {
            this.bridge = bridge;
            return this;
        }

        /** Sets its addresses in CIDR notation. */
        public Builder subnet(String subnet) {
            this.subnet = subnet;
            return this;
        }

        /** Says whether it can be used now; false unless called. */
        public Builder active(boolean active) {
            this.active = active;
            return this;
        }

        /** The finished value. */
        public VirtualNetwork build() {
            return new VirtualNetwork(this);
        }
    }
}
