/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import org.apiguardian.api.API;

/**
 * Moves one guest to another host while it runs.
 *
 * <p>Both hosts must be reachable for each other, not only for this program. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LiveMigration extends GuestCapability {
    /**
     * Moves the guest to another host of the same technology.
     *
     * <p>Progress counts the bytes of memory and disks. Cancelled or failed, the guest stays and runs on here. Ends with a
     * handle on the guest at its destination.
     */
    Operation<Guest> migrateTo(Hypervisor destination, MigrationOptions options);

    /** Moves the guest with the hosts' own choices; see {@link #migrateTo(Hypervisor, MigrationOptions)}. */
    default Operation<Guest> migrateTo(Hypervisor destination) {
        return migrateTo(destination, MigrationOptions.builder().build());
    }
}
