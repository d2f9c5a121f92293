/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Operation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * What a vCenter or an ESXi host is at, where it has its guests, and work that is about no guest which it knows yet.
 *
 * <p>Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VsphereServer extends HostCapability {
    /** Where each guest is: its path, data centre, cluster, host, resource pool and datastores; one call for all. */
    Map<GuestId, VspherePlacement> placements();

    /**
     * The UUID of each guest, by which its firmware tells it and other tools know it; one call for all.
     *
     * <p>A guest of which the server tells none, as while its host is not connected, is not there.
     */
    Map<GuestId, UUID> uuids();

    /** What the server does and has done of late, by whomever it was asked, in its order; it forgets after some minutes. */
    List<VsphereTask> recentTasks();

    /**
     * Asks the server to give a task up, whoever began it; ends when the server has accepted.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.WrongState} if it has ended, with
     * {@link dev.hvsdk.api.HypervisorException.Unsupported} if it is of those that cannot be cancelled, and with
     * {@link dev.hvsdk.api.HypervisorException.NotFound} if there is none by that id.
     */
    Operation<String> cancelTask(String id);

    /**
     * Makes a guest of files that are there; ends with it.
     *
     * @param file its {@code .vmx}: {@code [fast] web/web.vmx}
     * @param place the folder, the host and the pool; a datastore would say nothing
     */
    Operation<GuestInfo> register(String file, VspherePlace place);
}
