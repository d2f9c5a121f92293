/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Operation;
import org.apiguardian.api.API;

/**
 * How Xen's scheduler treats one guest that is active: its weight and cap, or its period and budget.
 *
 * <p>Xen forgets it when the guest stops; what is to last belongs into its definition. Needs Xen's tools in dom0 ({@code xl}) and root
 * there. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface XenScheduler extends GuestCapability {
    /**
     * How it is treated now.
     *
     * @throws dev.hvsdk.api.HypervisorException.NotFound if it is not active
     */
    XenSchedule schedule();

    /**
     * Changes what is set, and ends with what is then.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Unsupported} if the scheduler of its pool knows no such thing, and with
     * {@link dev.hvsdk.api.HypervisorException.HostFailure} if Xen takes no such value: a cap of credit2 is at most 100 for each vCPU.
     */
    Operation<XenSchedule> change(XenSchedule change);
}
