/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A network interface as the guest itself sees it.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestInterface {
    private final String name;
    private final @Nullable String mac;
    private final List<String> addresses;

    private GuestInterface(Builder builder) {
        name = builder.name;
        mac = builder.mac;
        addresses = List.copyOf(builder.addresses);
    }

    /** Starts a reading of the interface with this name. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Its name in the guest: {@code eth0}. */
    public String name() {
        return name;
    }

    /** Its MAC address, in lower case with colons; empty if it has none. */
    public Optional<String> mac() {
        return Optional.ofNullable(mac);
    }

    /** Its IP addresses with the length of the prefix: {@code 192.0.2.7/24}, {@code 2001:db8::7/64}. */
    public List<String> addresses() {
        return addresses;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestInterface that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, mac, addresses};
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
        private @Nullable String mac;
        private final List<String> addresses = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /** Sets its MAC address, in lower case with colons. */
        public Builder mac(String mac) {
            this.mac = mac;
            return this;
        }

        /** Adds an IP address with the length of its prefix. */
        public Builder address(String address) {
            addresses.add(address);
            return this;
        }

        /** The finished value. */
        public GuestInterface build() {
            return new GuestInterface(this);
        }
    }
}
