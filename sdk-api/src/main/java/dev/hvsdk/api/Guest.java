/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * A handle on a guest: an id on a connection, with nothing to close.
 *
 * <p>Making one costs no call. Each method asks the host anew and throws {@link HypervisorException.NotFound} when the guest is
 * gone. To look at many guests, list them with {@link Hypervisor#guests()} instead of asking handles one by one.
 *
 * <p>A change of state is an {@link Operation} that ends when the host reports the new state, with a reading made then. In a
 * state that does not allow it, it fails with {@link HypervisorException.WrongState}; where the technology has no such change,
 * with {@link HypervisorException.Unsupported}. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Guest {
    /** The id by which the host knows it. */
    GuestId id();

    /** One consistent reading of the guest. */
    GuestInfo info();

    /** Starts a guest that is stopped. */
    Operation<GuestInfo> start();

    /**
     * Asks the guest to shut down, by its agent, ACPI or a signal, and ends when it has stopped.
     *
     * <p>A guest may ignore it: wait with a deadline, and use {@link #stop()} after it.
     */
    Operation<GuestInfo> shutdown();

    /** Stops the guest at once without asking it, as pulling the plug would. */
    Operation<GuestInfo> stop();

    /** Holds the virtual CPUs or processes of a running guest; its memory is kept. */
    Operation<GuestInfo> pause();

    /** Lets a paused or suspended guest go on. */
    Operation<GuestInfo> resume();

    /** Asks the guest to shut down and starts it again. */
    Operation<GuestInfo> reboot();

    /**
     * Makes the host forget a stopped guest; ends with the id that it had.
     *
     * <p>The disks of a virtual machine stay. What belongs to nothing else goes with the guest: the writable layer of a container,
     * the firmware variables, a saved state.
     */
    Operation<GuestId> undefine();

    /**
     * The object that does more with this guest, or the reason why it cannot be done.
     *
     * @param type an interface of {@code dev.hvsdk.api.capability}, or of a backend
     */
    <C extends GuestCapability> Support<C> capability(Class<C> type);

    /** The capabilities that are available now: exactly those for which {@link #capability} gives an object. */
    Set<Class<? extends GuestCapability>> capabilities();
}
