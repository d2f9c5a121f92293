/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.unit.MemorySize;
import java.nio.file.Path;
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

    /**
     * Changes the size that a guest sees; what the volume holds stays.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Unsupported} for less than it has: what is at its end would be lost.
     */
    Operation<StorageVolume> resizeVolume(String pool, String volume, MemorySize capacity);

    /**
     * Fills a volume with a file of this machine, from its beginning; progress counts bytes.
     *
     * <p>The bytes are taken as they are: a volume of another format than raw takes an image of that format. Fails with
     * {@link dev.hvsdk.api.HypervisorException.NotFound} if the volume or the file is not there, and with
     * {@link dev.hvsdk.api.HypervisorException.Conflict} if the file does not fit into the volume; then nothing has changed.
     * Cancelled or failed later, what the volume holds is not defined.
     */
    Operation<StorageVolume> uploadVolume(String pool, String volume, Path source);

    /**
     * Writes what a volume holds into a new file of this machine; progress counts bytes.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if the file is there already, which is then left as it is.
     * Cancelled or failed, no file is left.
     */
    Operation<Path> downloadVolume(String pool, String volume, Path target);

    /**
     * Makes a pool and starts it; what is at its location becomes its volumes.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if the name or the location is taken by another pool, and
     * with {@link dev.hvsdk.api.HypervisorException.Unsupported} for a kind of pool that the host does not have.
     */
    Operation<StoragePool> createPool(PoolSpec spec);

    /** Has the host forget a pool; its volumes stay where they are. Ends with the name that it had. */
    Operation<String> undefinePool(String pool);
}
