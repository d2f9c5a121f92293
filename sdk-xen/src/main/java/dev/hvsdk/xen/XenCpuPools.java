/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Operation;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The pools into which the CPUs of a Xen host are divided, each with a scheduler of its own.
 *
 * <p>All CPUs are in {@code Pool-0} at first, where dom0 is and stays. A CPU is taken out of one pool before it comes into another. Pools
 * are gone when the host starts anew. Needs Xen's tools in dom0 ({@code xl}) and root there. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface XenCpuPools extends HostCapability {
    /** The pools, by two calls. */
    List<XenCpuPool> list();

    /**
     * Makes a pool of CPUs, each of which is taken from the pool that has it.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if there is a pool of this name. What it took from others before
     * it failed is given back.
     *
     * @param scheduler by Xen's name: {@code credit2}, {@code credit}, {@code rtds}, {@code null}
     * @param cpus the numbers of CPUs; none, and no guest can run in it until it is given one
     */
    Operation<XenCpuPool> create(String name, String scheduler, Set<Integer> cpus);

    /**
     * Moves a CPU into a pool from the one that has it.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.WrongState} if it is the last one of a pool in which domains are.
     */
    Operation<XenCpuPool> moveCpu(int cpu, String pool);

    /** Moves an active guest into a pool, until it stops. */
    Operation<XenCpuPool> moveGuest(GuestId guest, String pool);

    /**
     * Removes a pool and gives its CPUs to {@code Pool-0}; ends with what it was.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.WrongState} if a domain is in it, or if it is {@code Pool-0}.
     */
    Operation<XenCpuPool> remove(String name);
}
