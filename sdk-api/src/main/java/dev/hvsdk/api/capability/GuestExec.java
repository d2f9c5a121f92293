/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Operation;
import org.apiguardian.api.API;

/**
 * Runs commands inside one guest, by its agent or the container engine.
 *
 * <p>The guest must run. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface GuestExec extends GuestCapability {
    /**
     * Runs a command and ends when it has ended, with its exit code, whatever that is.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.NotFound} if there is no such command in the guest. Cancelling ends
     * the command where the host can do that.
     */
    Operation<ExecResult> run(ExecSpec spec);
}
