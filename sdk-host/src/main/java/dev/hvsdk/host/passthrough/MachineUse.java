/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.root.HostRoot;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a machine itself has a device for, of which libvirt and the tools of Xen know nothing: backends ask it before they give a
 * device of the machine that they run on to a guest.
 *
 * <p>Changes nothing and needs no privilege. Immutable, and thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MachineUse {
    /** Of the rest libvirt, QEMU and Xen have errors of their own, as soon as a guest that runs is to have the device. */
    private static final Set<Blocker.Kind> UNASKED = EnumSet.of(
            Blocker.Kind.CARRIES_ROOT_DISK,
            Blocker.Kind.CARRIES_DEFAULT_ROUTE,
            Blocker.Kind.IN_USE,
            Blocker.Kind.GROUP_SHARED);

    private final Passthrough passthrough;

    private MachineUse(HostRoot machine) {
        this.passthrough = Passthrough.of(machine);
    }

    /** Of this machine. Reads nothing yet. */
    public static MachineUse of(HostRoot machine) {
        return new MachineUse(machine);
    }

    /**
     * Why a guest must not be given it, in the words of the plan that would take it from its driver: it carries the root disk
     * or the default route, is in use otherwise, or is a part of a group that is. Somebody who has bound it to vfio-pci
     * or pciback has decided that already.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.NotFound} for a PCI function that is not there.
     */
    public List<Blocker> against(PassthroughDevice device) {
        return device instanceof PciDevice pci
                ? passthrough.plan(new DeviceChange.BindToVfio(pci.pciAddress())).refusals().stream()
                        .filter(refusal -> UNASKED.contains(refusal.kind()))
                        .toList()
                : List.of();
    }
}
