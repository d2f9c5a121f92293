/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import java.util.List;

/** Devices as they are listed, with the guest that has them. Immutable. */
final class TakenDevice {
    private TakenDevice() {}

    /** The same device, which a guest has. */
    static PassthroughDevice of(PassthroughDevice device, GuestId guest) {
        Blocker blocker = new Blocker(Blocker.Kind.IN_USE, "the guest " + guest + " has it");
        Assignability taken = Assignability.preparable(List.of(blocker), "detach it from that guest first");
        if (device instanceof PciDevice pci) {
            return pci.toBuilder().assignability(taken).build();
        }
        if (device instanceof UsbDevice usb) {
            return usb.toBuilder().assignability(taken).build();
        }
        return device instanceof MediatedDevice mediated
                ? mediated.toBuilder().assignability(taken).build()
                : device;
    }
}
