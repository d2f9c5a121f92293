/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.passthrough.Passthrough;
import dev.hvsdk.host.root.HostRoot;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the machine that libvirt runs on itself has a device for, of which libvirt knows nothing. Immutable. */
final class MachineUse {
    /** Of the rest libvirt and QEMU have errors of their own, as soon as a guest that runs is to have the device. */
    private static final Set<Blocker.Kind> UNASKED = EnumSet.of(
            Blocker.Kind.CARRIES_ROOT_DISK,
            Blocker.Kind.CARRIES_DEFAULT_ROUTE,
            Blocker.Kind.IN_USE,
            Blocker.Kind.GROUP_SHARED);

    private final Passthrough passthrough;

    MachineUse(HostRoot machine) {
        this.passthrough = Passthrough.of(machine);
    }

    /**
     * Why a guest must not be given it: what speaks against the plan to bind it to vfio-pci, which is what libvirt does for a
     * guest. Somebody who has bound it has decided that already.
     */
    List<Blocker> against(PassthroughDevice device) {
        return device instanceof PciDevice pci
                ? passthrough.plan(new DeviceChange.BindToVfio(pci.pciAddress())).refusals().stream()
                        .filter(refusal -> UNASKED.contains(refusal.kind()))
                        .toList()
                : List.of();
    }
}
