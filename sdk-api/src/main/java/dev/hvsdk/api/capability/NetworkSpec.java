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
 * What virtual network to make.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NetworkSpec {
    private final String name;
    private final @Nullable String mode;
    private final @Nullable String subnet;

    private NetworkSpec(Builder builder) {
        name = builder.name;
        mode = builder.mode;
        subnet = builder.subnet;
    }

    /** Starts the specification of a network with this name. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** How it reaches the world; empty for the host's choice, usually {@code nat}. */
    public Optional<String> mode() {
        return Optional.ofNullable(mode);
    }

    /** Its addresses in CIDR notation; empty for the host's choice. */
    public Optional<String> subnet() {
        return Optional.ofNullable(subnet);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NetworkSpec that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, mode, subnet};
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
        private @Nullable String mode;
        private @Nullable String subnet;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets how it reaches the world. */
        public Builder mode(String mode) {
            this.mode = mode;
            return this;
        }

        /** Sets its addresses in CIDR notation. */
        public Builder subnet(String subnet) {
            this.subnet = subnet;
            return this;
        }

        /** The finished value. */
        public NetworkSpec build() {
            return new NetworkSpec(this);
        }
    }
}
