/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Operation;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Asks the agent that runs in one guest: the QEMU guest agent, VMware Tools, or the engine of a container.
 *
 * <p>The guest has to run: else all fails with {@link dev.hvsdk.api.HypervisorException.WrongState}; where nobody answers in it,
 * with {@link dev.hvsdk.api.HypervisorException.TimedOut}. What the guest says is its own word: no security can be built on it.
 * Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface GuestAgent extends GuestCapability {
    /** The host name that the guest gave itself; empty if it has none. */
    Optional<String> hostname();

    /** The network interfaces with their addresses, as the guest sees them. */
    List<GuestInterface> interfaces();

    /**
     * Has the guest flush its file systems and hold all writes, so that its disks can be copied; ends with the number of file systems.
     *
     * <p>Whoever freezes has to {@link #thaw}, and soon: the guest's programs wait meanwhile. Fails with
     * {@link dev.hvsdk.api.HypervisorException.WrongState} if they are held already, and with
     * {@link dev.hvsdk.api.HypervisorException.Unsupported} if the agent cannot.
     */
    Operation<Integer> freeze();

    /** Lets the guest write again; ends with the number of file systems that had been held, zero if none was. */
    Operation<Integer> thaw();
}
