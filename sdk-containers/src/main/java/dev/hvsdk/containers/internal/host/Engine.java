/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.host;

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

/**
 * One engine of containers on one connection: what differs from engine to engine.
 *
 * <p>Methods block until the engine has answered, at most until the deadline of {@link EngineContext#deadline()}, and throw the
 * eight errors by {@link EngineContext#errors}. What an engine holds open it registers with {@link EngineContext#state()}, which
 * closes it. Implementations are thread-safe.
 */
public interface Engine {
    /** Which software this is, as it said when the connection was made; without a call. */
    HypervisorInfo info();

    /** The machine that it runs on. */
    HostInfo machine();

    /** The containers that match, by as few calls as the engine allows. */
    GuestListing list(GuestQuery query);

    /** One reading; throws NotFound for one that is not there. */
    GuestInfo read(GuestId id);

    /** What is left to say of a container that was there, and went when it stopped as it was made to; empty if none does that. */
    default Optional<GuestInfo> gone(GuestId id) {
        return Optional.empty();
    }

    /** The devices of the host that containers could be given. */
    List<PassthroughDevice> devices();

    /**
     * Makes a container, which is stopped in the end; nothing is left if it fails.
     *
     * @param source takes progress and a way to cancel
     */
    GuestId create(GuestSpec spec, OperationSource<?> source);

    /** Starts a container that is stopped. */
    void start(GuestId id);

    /** Asks a running container to shut down, and returns without waiting for it. */
    void askToShutDown(GuestId id);

    /** Stops an active container at once. */
    void stop(GuestId id);

    /** Freezes a running container. */
    void pause(GuestId id);

    /** Lets a paused container go on. */
    void resume(GuestId id);

    /** Asks a running container to shut down, and starts it again when it has, or when the engine's patience ends. */
    void reboot(GuestId id);

    /** Removes a stopped container, and what belongs to it alone. */
    void remove(GuestId id);

    /** Publishes the engine's events from now on; called once, at the first subscription, and returns when it listens. */
    void watch(EventBus events);

    /** What the engine can do beyond this. */
    CapabilityTable<EngineContext, ContainerContext> capabilities();
}
