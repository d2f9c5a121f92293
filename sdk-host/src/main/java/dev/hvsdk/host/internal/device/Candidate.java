/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import java.util.List;

/**
 * A PCI function that somebody wants to take from the host. Immutable.
 *
 * @param device the function
 * @param obstacles all that stands in the way, gravest first, each with what to do about it
 * @param cautions what prevents nothing but has to be known
 */
public record Candidate(PciDevice device, List<Blocker> obstacles, List<Blocker> cautions) {
    /** Copies the lists. */
    public Candidate {
        obstacles = List.copyOf(obstacles);
        cautions = List.copyOf(cautions);
    }

    /** Its address. */
    public PciAddress address() {
        return device.pciAddress();
    }

    /** Whether vfio has it in hand. */
    public boolean isOnVfio() {
        return function().isOnVfio();
    }

    /** Whether it is a bridge between buses, which vfio passes over. */
    public boolean isBusBridge() {
        return function().isBusBridge();
    }

    /** Whether no guest can be given it by its nature. */
    public boolean isPartOfThePlatform() {
        return function().isPartOfThePlatform();
    }

    /** Whether it shares an IOMMU group with another that counts for vfio. */
    public boolean isBeside(Candidate other) {
        return device.iommuGroup().isPresent()
                && device.iommuGroup().equals(other.device.iommuGroup())
                && !isBusBridge()
                && !address().equals(other.address());
    }

    private PciFunction function() {
        return new PciFunction(device.address(), device, true);
    }
}
