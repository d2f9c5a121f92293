/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import org.apiguardian.api.API;

/**
 * Writes the memory of one guest to disk and frees it; the next start goes on where it was.
 *
 * <p>Libvirt's managed save. Where {@code pause()} does that itself, as vSphere's suspension, there is nothing more to offer.
 * Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface StateSaving extends GuestCapability {
    /**
     * Writes the memory and the state of the devices to the host's disk and stops the guest, for
     * {@link dev.hvsdk.api.StateReason#SAVED}.
     *
     * <p>Progress counts bytes of memory. Cancelled or failed, the guest goes on as it was. The next start is for
     * {@link dev.hvsdk.api.StateReason#RESTORED}, and uses the saved state up.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.WrongState} unless the guest runs or is paused, and with
     * {@link dev.hvsdk.api.HypervisorException.Conflict} if it has devices of the host, whose state nobody can write.
     */
    Operation<GuestInfo> save();

    /** Whether the next start goes on from a saved state. */
    boolean isSaved();

    /**
     * Drops the saved state, so that the next start is a boot, as after a power failure.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.NotFound} if there is none.
     */
    Operation<GuestInfo> discard();
}
