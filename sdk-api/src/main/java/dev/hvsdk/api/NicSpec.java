/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A network interface for a new guest.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NicSpec {
    private final String network;
    private final @Nullable String mac;
    private final @Nullable String model;

    private NicSpec(Builder builder) {
        network = builder.network;
        mac = builder.mac;
        model = builder.model;
    }

    /** Starts an interface on this network. */
    public static Builder builder(String network) {
        return new Builder(network);
    }

    /** The network or bridge of the host it is plugged into, by the host's name. */
    public String network() {
        return network;
    }

    /** Its MAC address as six hex pairs with colons; empty for the backend's choice. */
    public Optional<String> mac() {
        return Optional.ofNullable(mac);
    }

    /** The adapter the guest sees: {@code virtio}, {@code e1000e}, {@code vmxnet3}; empty for the backend's choice. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NicSpec that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {network, mac, model};
    }

    /** The network. */
    @Override
    public String toString() {
        return network;
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");

        private final String network;
        private @Nullable String mac;
        private @Nullable String model;

        private Builder(String network) {
            this.network = network;
        }

        /**
         * Sets its MAC address as six hex pairs with colons.
         *
         * @throws IllegalArgumentException if it is written otherwise
         */
        public Builder mac(String mac) {
            if (!MAC.matcher(mac).matches()) {
                throw new IllegalArgumentException(
                        "not a MAC address: '" + mac + "'; write for example 52:54:00:12:34:56");
            }
            this.mac = mac;
            return this;
        }

        /** Sets the adapter the guest sees: {@code virtio}, {@code e1000e}, {@code vmxnet3}. */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /** The finished value. */
        public NicSpec build() {
            return new NicSpec(this);
        }
    }
}
