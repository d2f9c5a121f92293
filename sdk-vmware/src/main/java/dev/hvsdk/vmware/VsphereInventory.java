/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualNetwork;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * What a vCenter or an ESXi host has beside its guests: datastores and networks, to be read.
 *
 * <p>Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VsphereInventory extends HostCapability {
    /**
     * The UUID of each guest, by which its firmware tells it and other tools know it; one call for all.
     *
     * <p>A guest of which the server tells none, as while its host is not connected, is not there.
     */
    Map<GuestId, UUID> uuids();

    /** All datastores; the type is the server's word, such as {@code VMFS}. */
    List<StoragePool> datastores();

    /**
     * The disks in a datastore, by their paths in it, such as {@code web/web.vmdk}.
     *
     * <p>Throws {@link dev.hvsdk.api.HypervisorException.NotFound} if there is no such datastore.
     */
    List<StorageVolume> disks(String datastore);

    /** All networks that a card of a guest can name; the mode is {@code standard}, {@code distributed} or {@code opaque}. */
    List<VirtualNetwork> networks();
}
