/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Switches of one guest beyond those that every technology has.
 *
 * <p>Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface PowerControl extends GuestCapability {
    /**
     * Restarts the guest at once without asking it, as the reset button would; what it had not written is lost.
     *
     * <p>The guest has to run, and keeps its id and its hardware. Fails with
     * {@link dev.hvsdk.api.HypervisorException.Unsupported} for what has no such button, as a container.
     */
    Operation<GuestInfo> reset();

    /**
     * The methods by which the guest can be asked to shut down now, in the order in which the host would try them; empty if it
     * does not run.
     */
    List<ShutdownMethod> shutdownMethods();

    /**
     * Asks the guest to shut down by these methods and ends when it has stopped.
     *
     * <p>A method by which the guest cannot be asked is passed over. Fails with
     * {@link dev.hvsdk.api.HypervisorException.TimedOut} if the patience ended and the guest was not to be stopped, and with
     * {@link dev.hvsdk.api.HypervisorException.Unsupported} if it can be asked by none of the methods. Cancelled, the guest is
     * asked no more, and may shut down all the same.
     */
    Operation<GuestInfo> shutdown(ShutdownOptions options);
}
