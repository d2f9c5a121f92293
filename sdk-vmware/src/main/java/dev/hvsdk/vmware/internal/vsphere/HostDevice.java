/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.vmware.VspherePciDevice;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;

/**
 * A device of a host, with what the server wants to hear when a guest gets it. Immutable.
 *
 * @param host the host that it is in
 * @param hostName the name of that
 * @param id what the host calls it
 * @param numbers vendor and device, as the server wrote them
 * @param pci as it is told of
 * @param guests those registered at the host
 * @param manyHosts whether an address of PCI alone would say too little
 */
record HostDevice(
        ManagedRef host,
        String hostName,
        String id,
        Element numbers,
        PciDevice pci,
        List<ManagedRef> guests,
        boolean manyHosts) {
    PassthroughDevice device() {
        return manyHosts ? new VspherePciDevice(hostName, pci) : pci;
    }

    HostDevice with(PciDevice changed) {
        return new HostDevice(host, hostName, id, numbers, changed, guests, manyHosts);
    }

    boolean isReady() {
        return pci.assignability().state() == Assignability.State.READY;
    }

    boolean is(PassthroughDevice wanted) {
        PassthroughDevice mine = device();
        return mine.kind().equals(wanted.kind()) && mine.address().equals(wanted.address());
    }

    /** Whether a guest on this host has it by this piece of its hardware. */
    boolean isBehind(ManagedRef guestsHost, Element hardware) {
        return host.equals(guestsHost)
                && hardware.text("backing", "id").filter(id::equals).isPresent();
    }
}
