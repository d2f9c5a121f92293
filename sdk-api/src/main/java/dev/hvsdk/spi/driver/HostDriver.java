/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.driver;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OperationSource;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What differs from one kind of host to another, on one connection.
 *
 * <p>Methods block until the host has answered, at most until the deadline of {@link HostContext#deadline()}, and throw the
 * eight errors by {@link HostContext#errors}. What a driver holds open it registers with {@link HostContext#state()}, which
 * closes it. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface HostDriver {
    /** Which software this is, as it said when the connection was made; without a call. */
    HypervisorInfo info();

    /** The machine that it runs on. */
    HostInfo machine();

    /** The guests that match, by as few calls as the host allows. */
    GuestListing list(GuestQuery query);

    /** One reading; throws NotFound for one that is not there. */
    GuestInfo read(GuestId id);

    /** What is left to say of a guest that was there, and went when it stopped as it was made to; empty if none does that. */
    default Optional<GuestInfo> gone(GuestId id) {
        return Optional.empty();
    }

    /** The devices of the host that guests could be given. */
    List<PassthroughDevice> devices();

    /**
     * Makes a guest, which is stopped in the end; nothing is left if it fails.
     *
     * @param source takes progress and a way to cancel
     */
    GuestId create(GuestSpec spec, OperationSource<?> source);

    /** Starts a guest that is stopped. */
    void start(GuestId id);

    /** Asks a running guest to shut down, and returns without waiting for it. */
    void askToShutDown(GuestId id);

    /** Stops an active guest at once. */
    void stop(GuestId id);

    /** Freezes a running guest. */
    void pause(GuestId id);

    /** Lets a paused guest go on. */
    void resume(GuestId id);

    /** Asks a running guest to shut down, and starts it again when it has, or when the host's patience ends. */
    void reboot(GuestId id);

    /** Removes a stopped guest, and what belongs to it alone. */
    void remove(GuestId id);

    /** Publishes the host's events from now on; called once, at the first subscription, and returns when it listens. */
    void watch(EventBus events);

    /** What the host can do beyond this. */
    CapabilityTable<HostContext, GuestContext> capabilities();
}
