/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import dev.hvsdk.api.machine.PassthroughDevice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * An open connection to a virtualization host.
 *
 * <p>Got from {@code dev.hvsdk.Hypervisors}. Reads block until the host answered or the deadline of the {@link ConnectSpec}
 * passed ({@link HypervisorException.TimedOut}); a host that is away is {@link HypervisorException.Unreachable}. After
 * {@link #close()} every call throws {@link HypervisorClosedException}. Thread-safe; made for virtual threads too.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Hypervisor extends AutoCloseable {
    /** Which host software this speaks with. */
    HypervisorInfo info();

    /** The machine that the host's software runs on. */
    HostInfo host();

    /** All guests, in one consistent listing. */
    default GuestListing guests() {
        return guests(GuestQuery.all());
    }

    /** The guests that match, in one consistent listing. */
    GuestListing guests(GuestQuery query);

    /** A handle on the guest with this id; made without a call, so that the guest may not exist. */
    Guest guest(GuestId id);

    /**
     * The guest with this name, if there is one.
     *
     * @throws HypervisorException.Conflict if several guests bear it; the message names their ids
     */
    Optional<Guest> findGuest(String name);

    /**
     * Makes a guest, which is stopped in the end; what it cannot honour it refuses before anything was made.
     *
     * <p>Ends with a handle. Fails with {@link HypervisorException.Conflict} if the name is taken on a host where names are
     * unique, and with {@link HypervisorException.Unsupported} if it does not know a part of the specification.
     */
    Operation<Guest> define(GuestSpec spec);

    /** The devices of the host that guests could be given. */
    List<PassthroughDevice> devices();

    /**
     * Delivers the host's events to a listener from now on.
     *
     * <p>One thread per subscription calls the listener, in order per guest. The queue between is bounded; when it overflows, or
     * the host has a gap, the listener gets {@link HypervisorEvent.Lost} and should read the state again. What the listener
     * throws is logged and does not end the delivery. The listener may call the SDK.
     */
    Subscription subscribe(Consumer<? super HypervisorEvent> listener);

    /**
     * The object that does more with this host, or the reason why it cannot be done.
     *
     * @param type an interface of {@code dev.hvsdk.api.capability}, or of a backend
     */
    <C extends HostCapability> Support<C> capability(Class<C> type);

    /** The capabilities that are available now: exactly those for which {@link #capability} gives an object. */
    Set<Class<? extends HostCapability>> capabilities();

    /** Whether {@link #close()} has not been called. */
    boolean isOpen();

    /**
     * Ends the connection, its subscriptions and consoles, and calls that wait. Work under way on the host goes on. Idempotent.
     */
    @Override
    void close();
}
