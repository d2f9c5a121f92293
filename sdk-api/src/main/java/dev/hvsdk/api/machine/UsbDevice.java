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
 * A USB device of a host.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class UsbDevice implements PassthroughDevice {
    private final String location;
    private final @Nullable String vendorId;
    private final @Nullable String deviceId;
    private final @Nullable Integer bus;
    private final @Nullable Integer device;
    private final @Nullable String classCode;
    private final @Nullable String serial;
    private final @Nullable String name;
    private final @Nullable String driver;
    private final @Nullable Integer iommuGroup;
    private final @Nullable Integer numaNode;
    private final Assignability assignability;

    private UsbDevice(Builder builder) {
        location = builder.location;
        vendorId = builder.vendorId;
        deviceId = builder.deviceId;
        bus = builder.bus;
        device = builder.device;
        classCode = builder.classCode;
        serial = builder.serial;
        name = builder.name;
        driver = builder.driver;
        iommuGroup = builder.iommuGroup;
        numaNode = builder.numaNode;
        assignability = builder.assignability;
    }

    /** Starts a device at this port path, as the kernel names it ({@code 1-1.4}). */
    public static Builder builder(String location) {
        return new Builder(location);
    }

    /** Starts a device that is like this one, for a reader that learns more about it. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Always {@code usb}. */
    @Override
    public String kind() {
        return "usb";
    }

    @Override
    public String address() {
        return location;
    }

    /** The vendor's id in four hex digits; empty if unknown. */
    public Optional<String> vendorId() {
        return Optional.ofNullable(vendorId);
    }

    /** The product's id in four hex digits; empty if unknown. */
    public Optional<String> deviceId() {
        return Optional.ofNullable(deviceId);
    }

    /** The number of its bus; empty if unknown. */
    public OptionalInt bus() {
        return Numbers.optional(bus);
    }

    /** Its number on the bus, which changes when it is plugged again; empty if unknown. */
    public OptionalInt device() {
        return Numbers.optional(device);
    }

    /** The device class in two hex digits, such as {@code 09} (hub); empty if unknown. */
    public Optional<String> classCode() {
        return Optional.ofNullable(classCode);
    }

    /** Its serial number; empty if it has none or the capture masked it. */
    public Optional<String> serial() {
        return Optional.ofNullable(serial);
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
        return other instanceof UsbDevice that && Arrays.equals(parts(), that.parts());
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
            bus,
            device,
            classCode,
            serial,
            name,
            driver,
            iommuGroup,
            numaNode,
            assignability
        };
    }

    /** Such as {@code usb} and the address. */
    @Override
    public String toString() {
        return kind() + " " + address();
    }

    /** Collects what is known of a device. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String location;
        private @Nullable String vendorId;
        private @Nullable String deviceId;
        private @Nullable Integer bus;
        private @Nullable Integer device;
        private @Nullable String classCode;
        private @Nullable String serial;
        private @Nullable String name;
        private @Nullable String driver;
        private @Nullable Integer iommuGroup;
        private @Nullable Integer numaNode;
        private Assignability assignability = Assignability.unknown(null);

        private Builder(String location) {
            this.location = location;
        }

        private Builder(UsbDevice like) {
            location = like.location;
            vendorId = like.vendorId;
            deviceId = like.deviceId;
            bus = like.bus;
            device = like.device;
            classCode = like.classCode;
            serial = like.serial;
            name = like.name;
            driver = like.driver;
            iommuGroup = like.iommuGroup;
            numaNode = like.numaNode;
            assignability = like.assignability;
        }

        /** Sets the vendor's id in four hex digits. */
        public Builder vendorId(String vendorId) {
            this.vendorId = vendorId;
            return this;
        }

        /** Sets the product's id in four hex digits. */
        public Builder deviceId(String deviceId) {
            this.deviceId = deviceId;
            return this;
        }

        /** Sets the number of its bus. */
        public Builder bus(int bus) {
            this.bus = bus;
            return this;
        }

        /** Sets its number on the bus, which changes when it is plugged again. */
        public Builder device(int device) {
            this.device = device;
            return this;
        }

        /** Sets the device class in two hex digits, such as {@code 09} (hub). */
        public Builder classCode(String classCode) {
            this.classCode = classCode;
            return this;
        }

        /** Sets its serial number. */
        public Builder serial(String serial) {
            this.serial = serial;
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
        public UsbDevice build() {
            return new UsbDevice(this);
        }
    }
}
