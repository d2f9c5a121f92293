/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The snapshots of one guest: a tree of states that it can go back to.
 *
 * <p>Libvirt calls them domain snapshots; containers have them only with LXC, LXD and Incus. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Snapshots extends GuestCapability {
    /** All snapshots, parents before their children. */
    List<Snapshot> list();

    /** The snapshot that the present state descends from, if there is one. */
    Optional<Snapshot> current();

    /**
     * Takes a snapshot.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if the name is taken where names are unique, and with
     * {@link dev.hvsdk.api.HypervisorException.Unsupported} if the guest cannot give what is asked for.
     */
    Operation<Snapshot> create(SnapshotSpec spec);

    /** Takes the guest back to a snapshot; what happened since is lost. */
    Operation<GuestInfo> revert(String snapshotId);

    /** Deletes one snapshot; its children become those of its parent. Ends with the id that it had. */
    Operation<String> delete(String snapshotId);
}
