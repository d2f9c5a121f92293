/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A device of a host that a guest could be given, as one consistent reading.
 *
 * <p>Sealed, so that a {@code switch} can be complete, with {@link OtherDevice} for kinds that a backend adds.
 * Implementations are immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface PassthroughDevice permits PciDevice, UsbDevice, MediatedDevice, DeviceNode, OtherDevice {
    /** The kind in text and JSON: {@code pci}, {@code usb}, {@code mdev}, {@code node}, or another backend's word. */
    String kind();

    /** Where the device is, in the form its kind is addressed by; unique among the devices of its kind on the host. */
    String address();

    /** The maker's and model's names for people, if the host knows them. */
    Optional<String> name();

    /** The driver of the host that the device is bound to; empty if none is. */
    Optional<String> driver();

    /** The number of its IOMMU group; empty if it has none. */
    OptionalInt iommuGroup();

    /** The NUMA node it is attached to; empty if the host does not say. */
    OptionalInt numaNode();

    /** Whether it could be given to a guest now, and what stands in the way. */
    Assignability assignability();
}
