/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.OtherDevice;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A device of a kind that only the backend knew from which it was recorded. Immutable. */
record RecordedDevice(String kind, String address, Parts parts) implements OtherDevice {
    /** What all kinds of devices have. Immutable. */
    record Parts(
            @Nullable String name,
            @Nullable String driver,
            @Nullable Integer iommuGroup,
            @Nullable Integer numaNode,
            Assignability assignability) {}

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(parts.name());
    }

    @Override
    public Optional<String> driver() {
        return Optional.ofNullable(parts.driver());
    }

    @Override
    public OptionalInt iommuGroup() {
        return parts.iommuGroup() == null ? OptionalInt.empty() : OptionalInt.of(parts.iommuGroup());
    }

    @Override
    public OptionalInt numaNode() {
        return parts.numaNode() == null ? OptionalInt.empty() : OptionalInt.of(parts.numaNode());
    }

    @Override
    public Assignability assignability() {
        return parts.assignability();
    }

    @Override
    public String toString() {
        return kind + " " + address;
    }
}
