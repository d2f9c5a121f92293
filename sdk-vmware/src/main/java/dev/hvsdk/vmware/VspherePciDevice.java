/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.OtherDevice;
import dev.hvsdk.api.machine.PciDevice;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A PCI device of one of the hosts of a vCenter, where an address of PCI alone says too little.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param host the name of the host that it is in
 * @param pci the device, as that host alone would tell of it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record VspherePciDevice(String host, PciDevice pci) implements OtherDevice {
    /** The kind in text and JSON: {@code vsphere-pci}. */
    @Override
    public String kind() {
        return "vsphere-pci";
    }

    /** Host and place: {@code esx1.example.org/0000:3b:00.0}. */
    @Override
    public String address() {
        return host + "/" + pci.address();
    }

    @Override
    public Optional<String> name() {
        return pci.name();
    }

    @Override
    public Optional<String> driver() {
        return pci.driver();
    }

    @Override
    public OptionalInt iommuGroup() {
        return pci.iommuGroup();
    }

    @Override
    public OptionalInt numaNode() {
        return pci.numaNode();
    }

    @Override
    public Assignability assignability() {
        return pci.assignability();
    }

    /** Such as {@code esx1.example.org/0000:3b:00.0}, and its name. */
    @Override
    public String toString() {
        return address() + name().map(name -> " " + name).orElse("");
    }
}
