/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The virtual disks and network interfaces of one guest: what it has, and changes to them.
 *
 * <p>What the guest is given takes the names that the host chooses for it. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VirtualHardware extends GuestCapability {
    /** The disks and drives, in the host's order. */
    List<GuestDisk> disks();

    /** The network interfaces, in the host's order. */
    List<GuestNic> nics();

    /**
     * Adds a disk, at once if the guest runs, and for its later starts.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.NotFound} if what is to be behind it does not exist and no size says
     * that it be made, with {@link dev.hvsdk.api.HypervisorException.Conflict} if the guest has it already, or if one that runs
     * would share it with another that writes to it, with {@link dev.hvsdk.api.HypervisorException.Unsupported} if there are no
     * such disks, and with {@link dev.hvsdk.api.HypervisorException.WrongState} if the guest would have to be stopped for it. Then
     * nothing has changed.
     */
    Operation<GuestDisk> attachDisk(DiskSpec spec);

    /**
     * Takes a disk away, at once if the guest runs; what is behind it is kept.
     *
     * <p>A guest that runs has to let it go; ends when it has, and fails with
     * {@link dev.hvsdk.api.HypervisorException.TimedOut} if it does not within the deadline of a call. Fails with
     * {@link dev.hvsdk.api.HypervisorException.NotFound} if there is no such disk, and with
     * {@link dev.hvsdk.api.HypervisorException.WrongState} if the guest would have to be stopped for it.
     *
     * @param target as {@link GuestDisk#target} says it
     */
    Operation<GuestDisk> detachDisk(String target);

    /**
     * Adds a network interface, at once if the guest runs, and for its later starts.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.NotFound} if there is no such network, and with
     * {@link dev.hvsdk.api.HypervisorException.Conflict} if the guest has an interface of its MAC address.
     */
    Operation<GuestNic> attachNic(NicSpec spec);

    /**
     * Takes a network interface away, as {@link #detachDisk} does with a disk.
     *
     * @param mac as {@link GuestNic#mac} says it; upper case is the same
     */
    Operation<GuestNic> detachNic(String mac);
}
