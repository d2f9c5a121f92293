/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A PCI function of a host, physical or virtual.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PciDevice implements PassthroughDevice {
    private final PciAddress location;
    private final @Nullable String vendorId;
    private final @Nullable String deviceId;
    private final @Nullable String subsystemVendorId;
    private final @Nullable String subsystemDeviceId;
    private final @Nullable String classCode;
    private final @Nullable Sriov sriov;
    private final @Nullable PciAddress physicalFunction;
    private final List<String> resetMethods;
    private final @Nullable String name;
    private final @Nullable String driver;
    private final @Nullable Integer iommuGroup;
    private final @Nullable Integer numaNode;
    private final Assignability assignability;

    private PciDevice(Builder builder) {
        location = builder.location;
        vendorId = builder.vendorId;
        deviceId = builder.deviceId;
        subsystemVendorId = builder.subsystemVendorId;
        subsystemDeviceId = builder.subsystemDeviceId;
        classCode = builder.classCode;
        sriov = builder.sriov;
        physicalFunction = builder.physicalFunction;
        resetMethods = List.copyOf(builder.resetMethods);
        name = builder.name;
        driver = builder.driver;
        iommuGroup = builder.iommuGroup;
        numaNode = builder.numaNode;
        assignability = builder.assignability;
    }

    /** Starts a device at this PCI address. */
    public static Builder builder(PciAddress location) {
        return new Builder(location);
    }

    /** Starts a device that is like this one, for a reader that learns more about it. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Always {@code pci}. */
    @Override
    public String kind() {
        return "pci";
    }

    @Override
    public String address() {
        return location.toString();
    }

    /** Its PCI address. */
    public PciAddress pciAddress() {
        return location;
    }

    /** Whether it is a virtual function of SR-IOV. */
    public boolean isVirtualFunction() {
        return physicalFunction != null;
    }

    /** The vendor's id in four hex digits, such as {@code 10de}; empty if unknown. */
    public Optional<String> vendorId() {
        return Optional.ofNullable(vendorId);
    }

    /** The device's id in four hex digits, such as {@code 2331}; empty if unknown. */
    public Optional<String> deviceId() {
        return Optional.ofNullable(deviceId);
    }

    /** The subsystem vendor's id in four hex digits; empty if unknown. */
    public Optional<String> subsystemVendorId() {
        return Optional.ofNullable(subsystemVendorId);
    }

    /** The subsystem's id in four hex digits; empty if unknown. */
    public Optional<String> subsystemDeviceId() {
        return Optional.ofNullable(subsystemDeviceId);
    }

    /** The class and subclass in four hex digits, such as {@code 0302} (3D controller); empty if unknown. */
    public Optional<String> classCode() {
        return Optional.ofNullable(classCode);
    }

    /** Its SR-IOV capability; empty if it is no physical function with SR-IOV. */
    public Optional<Sriov> sriov() {
        return Optional.ofNullable(sriov);
    }

    /** The physical function it belongs to; empty if it is no virtual function. */
    public Optional<PciAddress> physicalFunction() {
        return Optional.ofNullable(physicalFunction);
    }

    /** The ways the kernel can reset it, in its order of preference: {@code flr}, {@code pm}, {@code bus}. */
    public List<String> resetMethods() {
        return resetMethods;
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
        return other instanceof PciDevice that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {
            location,
            vendorId,
            deviceId,
            subsystemVendorId,
            subsystemDeviceId,
            classCode,
            sriov,
            physicalFunction,
            resetMethods,
            name,
            driver,
            iommuGroup,
            numaNode,
            assignability
        };
    }

    /** Such as {@code pci} and the address. */
    @Override
    public String toString() {
        return kind() + " " + address();
    }

    /** Collects what is known of a device. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final PciAddress location;
        private @Nullable String vendorId;
        private @Nullable String deviceId;
        private @Nullable String subsystemVendorId;
        private @Nullable String subsystemDeviceId;
        private @Nullable String classCode;
        private @Nullable Sriov sriov;
        private @Nullable PciAddress physicalFunction;
        private List<String> resetMethods = List.of();
        private @Nullable String name;
        private @Nullable String driver;
        private @Nullable Integer iommuGroup;
        private @Nullable Integer numaNode;
        private Assignability assignability = Assignability.unknown(null);

        private Builder(PciAddress location) {
            this.location = location;
        }

        private Builder(PciDevice device) {
            location = device.location;
            vendorId = device.vendorId;
            deviceId = device.deviceId;
            subsystemVendorId = device.subsystemVendorId;
            subsystemDeviceId = device.subsystemDeviceId;
            classCode = device.classCode;
            sriov = device.sriov;
            physicalFunction = device.physicalFunction;
            resetMethods = device.resetMethods;
            name = device.name;
            driver = device.driver;
            iommuGroup = device.iommuGroup;
            numaNode = device.numaNode;
            assignability = device.assignability;
        }

        /** Sets the vendor's id in four hex digits, such as {@code 10de}. */
        public Builder vendorId(String vendorId) {
            this.vendorId = vendorId;
            return this;
        }

        /** Sets the device's id in four hex digits, such as {@code 2331}. */
        public Builder deviceId(String deviceId) {
            this.deviceId = deviceId;
            return this;
        }

        /** Sets the subsystem vendor's id in four hex digits. */
        public Builder subsystemVendorId(String subsystemVendorId) {
            this.subsystemVendorId = subsystemVendorId;
            return this;
        }

        /** Sets the subsystem's id in four hex digits. */
        public Builder subsystemDeviceId(String subsystemDeviceId) {
            this.subsystemDeviceId = subsystemDeviceId;
            return this;
        }

        /** Sets the class and subclass in four hex digits, such as {@code 0302} (3D controller). */
        public Builder classCode(String classCode) {
            this.classCode = classCode;
            return this;
        }

        /** Sets its SR-IOV capability. */
        public Builder sriov(Sriov sriov) {
            this.sriov = sriov;
            return this;
        }

        /** Sets the physical function it belongs to. */
        public Builder physicalFunction(PciAddress physicalFunction) {
            this.physicalFunction = physicalFunction;
            return this;
        }

        /** Sets the ways the kernel can reset it, in its order of preference: {@code flr}, {@code pm}, {@code bus}. */
        public Builder resetMethods(List<String> resetMethods) {
            this.resetMethods = resetMethods;
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
        public PciDevice build() {
            return new PciDevice(this);
        }
    }
}
