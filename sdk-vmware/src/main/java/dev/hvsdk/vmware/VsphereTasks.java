/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import org.apiguardian.api.API;

/**
 * What vSphere does with one guest that the portable API has no word for.
 *
 * <p>Each is a task of the server, with its progress; cancelling asks the server to give it up. The place of a guest is told by
 * {@link VsphereServer#placements}, what the server does by {@link VsphereServer#recentTasks}. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VsphereTasks extends GuestCapability {
    /**
     * Makes a guest that is like this one, or a template; ends with the clone.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Unsupported} on ESXi without vCenter, with
     * {@link dev.hvsdk.api.HypervisorException.Conflict} if the folder has a guest of that name, and with
     * {@link dev.hvsdk.api.HypervisorException.NotFound} if the place or the snapshot is not there; nothing is made then.
     */
    Operation<GuestInfo> makeClone(VsphereCloneSpec spec);

    /**
     * Moves the guest, its disks or both, while it runs if the hosts can do that; ends with where it is.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.NotFound} if the place is not there.
     */
    Operation<VspherePlacement> relocate(VspherePlace place);

    /** Gives the guest another name; {@link dev.hvsdk.api.HypervisorException.Conflict} if its folder has a guest of that name. */
    Operation<GuestInfo> rename(String name);

    /** Changes settings; all of them, or none if the server refuses one. */
    Operation<GuestInfo> reconfigure(VsphereChange change);

    /** Makes a stopped guest a template, which cannot be started, for clones. */
    Operation<GuestInfo> markAsTemplate();

    /**
     * Has the server forget a stopped guest, whose files stay for {@link VsphereServer#register}; ends with the id that it had.
     *
     * <p>Not to be cancelled.
     */
    Operation<GuestId> unregister();
}
