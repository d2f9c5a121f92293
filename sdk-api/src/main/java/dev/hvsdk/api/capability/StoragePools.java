/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Operation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The places where a host keeps the disks of its guests.
 *
 * <p>Libvirt's storage pools, vSphere's datastores, the volume stores of container engines. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface StoragePools extends HostCapability {
    /** All pools. */
    List<StoragePool> list();

    /** The volumes of a pool; throws {@link dev.hvsdk.api.HypervisorException.NotFound} if there is no such pool. */
    List<StorageVolume> volumes(String pool);

    /** Makes a volume; fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if the name is taken. */
    Operation<StorageVolume> createVolume(String pool, VolumeSpec spec);

    /** Deletes a volume and what is in it; ends with the name that it had. */
    Operation<String> deleteVolume(String pool, String volume);
}
