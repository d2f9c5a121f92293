/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HostCapability;
import java.util.Map;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * What a vCenter or an ESXi host tells of all its guests, beside what a listing has.
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
}
