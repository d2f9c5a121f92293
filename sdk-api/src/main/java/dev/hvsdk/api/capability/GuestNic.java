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
 * A network interface of a guest, as one consistent reading.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestNic {
    private final String mac;
    private final @Nullable String network;
    private final @Nullable String model;
    private final @Nullable String device;

    private GuestNic(Builder builder) {
        mac = builder.mac;
        network = builder.network;
        model = builder.model;
        device = builder.device;
    }

    /** Starts a reading of the interface with this MAC address. */
    public static Builder builder(String mac) {
        return new Builder(mac);
    }

    /** Its MAC address, in lower case with colons; unique in the guest. */
    public String mac() {
        return mac;
    }

    /** The network or bridge of the host that it is plugged into; empty if there is none. */
    public Optional<String> network() {
        return Optional.ofNullable(network);
    }

    /** The adapter that the guest sees: {@code virtio}, {@code e1000e}, {@code vmxnet3}; empty if the host does not say. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** The interface of the host behind it: {@code vnet0}; empty if the guest does not run, or the host does not say. */
    public Optional<String> device() {
        return Optional.ofNullable(device);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestNic that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {mac, network, model, device};
    }

    /** The MAC address. */
    @Override
    public String toString() {
        return mac;
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String mac;
        private @Nullable String network;
        private @Nullable String model;
        private @Nullable String device;

        private Builder(String mac) {
            this.mac = mac;
        }

        /** Sets the network or bridge of the host that it is plugged into. */
        public Builder network(String network) {
            this.network = network;
            return this;
        }

        /** Sets the adapter that the guest sees. */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /** Sets the interface of the host behind it. */
        public Builder device(String device) {
            this.device = device;
            return this;
        }

        /** The finished value. */
        public GuestNic build() {
            return new GuestNic(this);
        }
    }
}
