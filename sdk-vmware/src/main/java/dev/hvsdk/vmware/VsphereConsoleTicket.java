/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A ticket for one look at the screen of a guest, which ends within a minute or two unless it is used.
 *
 * <p>Whoever has it sees the screen and types on the keyboard: it is not shown in text. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereConsoleTicket {
    private final URI address;
    private final @Nullable String thumbprint;

    private VsphereConsoleTicket(Builder builder) {
        address = builder.address;
        thumbprint = builder.thumbprint;
    }

    /** Starts with the address of a WebSocket, which holds the ticket. */
    public static Builder builder(URI address) {
        return new Builder(address);
    }

    /** The address of a WebSocket that speaks WebMKS, with the ticket in it: {@code wss://esx1.example.org:443/ticket/...}. */
    public URI address() {
        return address;
    }

    /** The SHA-1 of the certificate that the host shows there, with colons; empty if the server does not say. */
    public Optional<String> thumbprint() {
        return Optional.ofNullable(thumbprint);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VsphereConsoleTicket that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {address, thumbprint};
    }

    /** The host, and not the ticket. */
    @Override
    public String toString() {
        return "ticket for " + address.getHost();
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final URI address;
        private @Nullable String thumbprint;

        private Builder(URI address) {
            this.address = address;
        }

        /** Sets the SHA-1 of the certificate that the host shows there. */
        public Builder thumbprint(String thumbprint) {
            this.thumbprint = thumbprint;
            return this;
        }

        /** The finished value. */
        public VsphereConsoleTicket build() {
            return new VsphereConsoleTicket(this);
        }
    }
}
