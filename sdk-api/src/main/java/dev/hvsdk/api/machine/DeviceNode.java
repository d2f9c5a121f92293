/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A device file of a host that is given to a container as it is, such as {@code /dev/fuse}.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DeviceNode implements PassthroughDevice {
    private final String location;
    private final @Nullable Integer major;
    private final @Nullable Integer minor;
    private final @Nullable String name;
    private final @Nullable String driver;
    private final @Nullable Integer iommuGroup;
    private final @Nullable Integer numaNode;
    private final Assignability assignability;

    private DeviceNode(Builder builder) {
        location = builder.location;
        major = builder.major;
        minor = builder.minor;
        name = builder.name;
        driver = builder.driver;
        iommuGroup = builder.iommuGroup;
        numaNode = builder.numaNode;
        assignability = builder.assignability;
    }

    /** Starts a device at this path. */
    public static Builder builder(String location) {
        return new Builder(location);
    }

    /** Starts a device that is like this one, for a reader that learns more about it. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Always {@code node}. */
    @Override
    public String kind() {
        return "node";
    }

    @Override
    public String address() {
        return location;
    }

    /** Its major number; empty if unknown. */
    public OptionalInt major() {
        return Numbers.optional(major);
    }

    /** Its minor number; empty if unknown. */
    public OptionalInt minor() {
        return Numbers.optional(minor);
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    @Override
    public Optional<String> driver() {
        return Optional.ofNullable(driver);
    }

    @Override
    public OptionalInt iommuGroup() {
        return Numbers.optional(iommuGroup);
    }

    @Override
    public OptionalInt numaNode() {
        return Numbers.optional(numaNode);
    }

    @Override
    public Assignability assignability() {
        return assignability;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeviceNode that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {location, major, minor, name, driver, iommuGroup, numaNode, assignability};
    }

    /** Such as {@code node} and the address. */
    @Override
    public String toString() {
        return kind() + " " + address();
    }

    /** Collects what is known of a device. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String location;
        private @Nullable Integer major;
        private @Nullable Integer minor;
        private @Nullable String name;
        private @Nullable String driver;
        private @Nullable Integer iommuGroup;
        private @Nullable Integer numaNode;
        private Assignability assignability = Assignability.unknown(null);

        private Builder(String location) {
            this.location = location;
        }

        private Builder(DeviceNode like) {
            location = like.location;
            major = like.major;
            minor = like.minor;
            name = like.name;
            driver = like.driver;
            iommuGroup = like.iommuGroup;
            numaNode = like.numaNode;
            assignability = like.assignability;
        }

        /** Sets its major number. */
        public Builder major(int major) {
            this.major = major;
            return this;
        }

        /** Sets its minor number. */
        public Builder minor(int minor) {
            this.minor = minor;
            return this;
        }

        /** Sets the name for people. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets the driver of the host it is bound to. */
        public Builder driver(String driver) {
            this.driver = driver;
            return this;
        }

        /** Sets the number of its IOMMU group. */
        public Builder iommuGroup(int iommuGroup) {
            this.iommuGroup = iommuGroup;
            return this;
        }

        /** Sets the NUMA node it is attached to. */
        public Builder numaNode(int numaNode) {
            this.numaNode = numaNode;
            return this;
        }

        /** Sets whether it could be given to a guest; unknown unless called. */
        public Builder assignability(Assignability assignability) {
            this.assignability = assignability;
            return this;
        }

        /** The device. */
        public DeviceNode build() {
            return new DeviceNode(this);
        }
    }
}
