/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where a guest is in a server's inventory, as one consistent reading.
 *
 * <p>Names are as people gave them; in paths, {@code /} in a name is {@code %2f}, as the server writes it. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VspherePlacement {
    private final GuestId guest;
    private final @Nullable String path;
    private final @Nullable String datacenter;
    private final @Nullable String cluster;
    private final @Nullable String host;
    private final @Nullable String resourcePool;
    private final List<String> datastores;

    private VspherePlacement(Builder builder) {
        guest = builder.guest;
        path = builder.path;
        datacenter = builder.datacenter;
        cluster = builder.cluster;
        host = builder.host;
        resourcePool = builder.resourcePool;
        datastores = List.copyOf(builder.datastores);
    }

    /** Starts a reading of where a guest is. */
    public static Builder builder(GuestId guest) {
        return new Builder(guest);
    }

    /** The guest. */
    public GuestId guest() {
        return guest;
    }

    /** Its inventory path: {@code /Paris/vm/web/web-1}; empty for one in a vApp, or whose folder may not be seen. */
    public Optional<String> path() {
        return Optional.ofNullable(path);
    }

    /** The data centre; on ESXi the one that it has for form's sake. */
    public Optional<String> datacenter() {
        return Optional.ofNullable(datacenter);
    }

    /** The cluster; empty if its host is for itself, or it has none. */
    public Optional<String> cluster() {
        return Optional.ofNullable(cluster);
    }

    /** The host; empty for one that has not been on any. */
    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    /** The inventory path of its resource pool; empty for a template, which has none. */
    public Optional<String> resourcePool() {
        return Optional.ofNullable(resourcePool);
    }

    /** The datastores that hold files of it. */
    public List<String> datastores() {
        return datastores;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VspherePlacement that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {guest, path, datacenter, cluster, host, resourcePool, datastores};
    }

    /** The path, or the id of the guest. */
    @Override
    public String toString() {
        return path().orElseGet(guest::value);
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final GuestId guest;
        private @Nullable String path;
        private @Nullable String datacenter;
        private @Nullable String cluster;
        private @Nullable String host;
        private @Nullable String resourcePool;
        private final List<String> datastores = new ArrayList<>();

        private Builder(GuestId guest) {
            this.guest = guest;
        }

        /** Sets its inventory path. */
        public Builder path(String path) {
            this.path = path;
            return this;
        }

        /** Sets the data centre. */
        public Builder datacenter(String datacenter) {
            this.datacenter = datacenter;
            return this;
        }

        /** Sets the cluster. */
        public Builder cluster(String cluster) {
            this.cluster = cluster;
            return this;
        }

        /** Sets the host. */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /** Sets the inventory path of its resource pool. */
        public Builder resourcePool(String resourcePool) {
            this.resourcePool = resourcePool;
            return this;
        }

        /** Adds a datastore that holds files of it. */
        public Builder datastore(String datastore) {
            datastores.add(datastore);
            return this;
        }

        /** The finished value. */
        public VspherePlacement build() {
            return new VspherePlacement(this);
        }
    }
}
