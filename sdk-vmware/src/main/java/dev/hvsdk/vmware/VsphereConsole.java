/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestCapability;
import org.apiguardian.api.API;

/**
 * The screen of one guest, by tickets that the server gives out.
 *
 * <p>Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VsphereConsole extends GuestCapability {
    /**
     * A new ticket for one look, for a viewer that speaks WebMKS; needs vSphere 6.0.
     *
     * <p>Throws {@link dev.hvsdk.api.HypervisorException.WrongState} if the guest does not run, and
     * {@link dev.hvsdk.api.HypervisorException.PermissionDenied} on a read-only connection: who has the ticket can type.
     */
    VsphereConsoleTicket ticket();
}
