/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestCapability;
import org.apiguardian.api.API;

/**
 * What VMware Tools tell of one guest beyond {@link dev.hvsdk.api.capability.GuestAgent}.
 *
 * <p>Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VsphereTools extends GuestCapability {
    /**
     * What they last told the host, by one call.
     *
     * <p>Throws {@link dev.hvsdk.api.HypervisorException.WrongState} if the guest does not run, and
     * {@link dev.hvsdk.api.HypervisorException.TimedOut} if the tools answer no more.
     */
    VsphereToolsInfo read();
}
