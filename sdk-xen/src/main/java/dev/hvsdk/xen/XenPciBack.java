/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen;

import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The PCI functions that dom0 keeps for guests: those bound to its driver {@code pciback}, and in no guest.
 *
 * <p>Dom0 has no IOMMU groups, because the IOMMU is Xen's; Xen itself does not say which functions share one. Functions of one
 * device should go to the same guest. Needs Xen's tools in dom0 ({@code xl}) and root there. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface XenPciBack extends HostCapability {
    /** The PCI functions that dom0 sees, with their drivers; ready for a guest are those that are kept for guests. */
    List<PciDevice> devices();

    /** The functions that are kept for guests and in no guest now, by one call. */
    List<PciAddress> assignable();

    /**
     * Takes a function from its driver and keeps it for guests; does nothing to one that is kept already.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.NotFound} if there is no such function, with
     * {@link dev.hvsdk.api.HypervisorException.Conflict} if dom0 has a disk on it or a network interface of it that is up, with
     * {@link dev.hvsdk.api.HypervisorException.Unsupported} if Xen uses no IOMMU.
     */
    Operation<PciAddress> keep(PciAddress address);

    /**
     * Gives a function back to the driver that it was taken from; does nothing to one that is not kept.
     *
     * <p>What libvirt calls reattached may stay with {@code pciback}; this looks whether it has gone. Fails with
     * {@link dev.hvsdk.api.HypervisorException.WrongState} if a guest has it.
     */
    Operation<PciAddress> giveBack(PciAddress address);
}
