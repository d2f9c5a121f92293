/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where on a server a guest is to be: all that is not said is the server's or the SDK's to choose.
 *
 * <p>Each part is a name, such as {@code cluster-1}, or an inventory path, such as {@code /Paris/host/cluster-1/Resources/test}; a name that
 * several bear is a {@link dev.hvsdk.api.HypervisorException.Conflict} then, and one that nobody bears
 * {@link dev.hvsdk.api.HypervisorException.NotFound}. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VspherePlace {
    private final @Nullable String folder;
    private final @Nullable String host;
    private final @Nullable String resourcePool;
    private final @Nullable String datastore;

    private VspherePlace(Builder builder) {
        folder = builder.folder;
        host = builder.host;
        resourcePool = builder.resourcePool;
        datastore = builder.datastore;
    }

    /** Starts with a place of the server's choice. */
    public static Builder builder() {
        return new Builder();
    }

    private static String part(String name, @Nullable String value) {
        return value == null ? "" : name + " " + value;
    }

    /** The folder of guests; empty for that of the guest it is about, or the first one. */
    public Optional<String> folder() {
        return Optional.ofNullable(folder);
    }

    /** The host; empty for the server's choice. */
    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    /** The resource pool, the cluster, or the host for itself, whose CPUs and memory it gets; empty for that of the guest or the host. */
    public Optional<String> resourcePool() {
        return Optional.ofNullable(resourcePool);
    }

    /** The datastore of its disks; empty for that of the guest. */
    public Optional<String> datastore() {
        return Optional.ofNullable(datastore);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VspherePlace that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {folder, host, resourcePool, datastore};
    }

    /** Such as {@code host esx1.example.org, datastore fast}. */
    @Override
    public String toString() {
        return Stream.of(
                        part("folder", folder),
                        part("host", host),
                        part("resource pool", resourcePool),
                        part("datastore", datastore))
                .filter(said -> !said.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable String folder;
        private @Nullable String host;
        private @Nullable String resourcePool;
        private @Nullable String datastore;

        private Builder() {}

        /** Sets the folder of guests. */
        public Builder folder(String folder) {
            this.folder = folder;
            return this;
        }

        /** Sets the host. */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /** Sets the resource pool, by the name or path of it, of a cluster, or of a host for itself. */
        public Builder resourcePool(String resourcePool) {
            this.resourcePool = resourcePool;
            return this;
        }

        /** Sets the datastore of its disks. */
        public Builder datastore(String datastore) {
            this.datastore = datastore;
            return this;
        }

        /** The finished value. */
        public VspherePlace build() {
            return new VspherePlace(this);
        }
    }
}
