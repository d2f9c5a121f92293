/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import dev.hvsdk.api.machine.Technology;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which host software a connection speaks with.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HypervisorInfo {
    private final String backend;
    private final String uri;
    private final String product;
    private final @Nullable String version;
    private final @Nullable Technology technology;

    private HypervisorInfo(Builder builder) {
        backend = builder.backend;
        uri = builder.uri;
        product = builder.product;
        version = builder.version;
        technology = builder.technology;
    }

    /** Starts a description of this host software. */
    public static Builder builder(String backend, String uri, String product) {
        return new Builder(backend, uri, product);
    }

    /** The id of the backend. */
    public String backend() {
        return backend;
    }

    /** The URI of the connection, without secrets. */
    public String uri() {
        return uri;
    }

    /** The host's software by its own name: {@code QEMU}, {@code Docker Engine}, {@code VMware ESXi}. */
    public String product() {
        return product;
    }

    /** The version of the host's software; empty if it does not say. */
    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    /** The technology of most of its guests; empty if they differ. */
    public Optional<Technology> technology() {
        return Optional.ofNullable(technology);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HypervisorInfo that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {backend, uri, product, version, technology};
    }

    /** Such as {@code QEMU 7.2.22 at qemu:///system}. */
    @Override
    public String toString() {
        return product + (version == null ? "" : " " + version) + " at " + uri;
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String backend;
        private final String uri;
        private final String product;
        private @Nullable String version;
        private @Nullable Technology technology;

        private Builder(String backend, String uri, String product) {
            this.backend = backend;
            this.uri = uri;
            this.product = product;
        }

        /** Sets the version of the host's software. */
        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /** Sets the technology of most of its guests. */
        public Builder technology(Technology technology) {
            this.technology = technology;
            return this;
        }

        /** The finished value. */
        public HypervisorInfo build() {
            return new HypervisorInfo(this);
        }
    }
}
