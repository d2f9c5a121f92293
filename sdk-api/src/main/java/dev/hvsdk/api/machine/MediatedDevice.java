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
 * A mediated device (vfio-mdev): a share of a physical device, such as a virtual GPU.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MediatedDevice implements PassthroughDevice {
    private final String location;
    private final @Nullable String type;
    private final @Nullable PciAddress parent;
    private final @Nullable String name;
    private final @Nullable String driver;
    private final @Nullable Integer iommuGroup;
    private final @Nullable Integer numaNode;
    private final Assignability assignability;

    private MediatedDevice(Builder builder) {
        location = builder.location;
        type = builder.type;
        parent = builder.parent;
        name = builder.name;
        driver = builder.driver;
        iommuGroup = builder.iommuGroup;
        numaNode = builder.numaNode;
        assignability = builder.assignability;
    }

    /** Starts a device at this UUID. */
    public static Builder builder(String location) {
        return new Builder(location);
    }

    /** Starts a device that is like this one, for a reader that learns more about it. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Always {@code mdev}. */
    @Override
    public String kind() {
        return "mdev";
    }

    @Override
    public String address() {
        return location;
    }

    /** The type it was made of, such as {@code i915-GVTg_V5_4}; empty if unknown. */
    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    /** The PCI function it is a share of; empty if the parent is no PCI function. */
    public Optional<PciAddress> parent() {
        return Optional.ofNullable(parent);
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
        return other instanceof MediatedDevice that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {location, type, parent, name, driver, iommuGroup, numaNode, assignability};
    }

    /** Such as {@code mdev} and the address. */
    @Override
    public String toString() {
        return kind() + " " + address();
    }

    /** Collects what is known of a device. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String location;
        private @Nullable String type;
        private @Nullable PciAddress parent;
        private @Nullable String name;
        private @Nullable String driver;
        private @Nullable Integer iommuGroup;
        private @Nullable Integer numaNode;
        private Assignability assignability = Assignability.unknown(null);

        private Builder(String location) {
            this.location = location;
        }

        private Builder(MediatedDevice like) {
            location = like.location;
            type = like.type;
            parent = like.parent;
            name = like.name;
            driver = like.driver;
            iommuGroup = like.iommuGroup;
            numaNode = like.numaNode;
            assignability = like.assignability;
        }

        /** Sets the type it was made of, such as {@code i915-GVTg_V5_4}. */
        public Builder type(String type) {
            this.type = type;
            return this;
        }

        /** Sets the PCI function it is a share of. */
        public Builder parent(PciAddress parent) {
            this.parent = parent;
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
        public MediatedDevice build() {
            return new MediatedDevice(this);
        }
    }
}
