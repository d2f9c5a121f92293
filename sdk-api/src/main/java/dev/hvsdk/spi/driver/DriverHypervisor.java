/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.driver;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OpenState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;

/** A host, by its driver. Thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DriverHypervisor implements Hypervisor {
    private static final int EVENT_QUEUE = 8192;

    private final HostContext context;
    private final OpenState state;
    private final HostDriver driver;
    private final EventBus events;
    private final ReentrantLock watching = new ReentrantLock();

    /** Guarded by {@link #watching}. */
    private boolean isWatched;

    private DriverHypervisor(String backend, HostContext context, HostDriver driver) {
        this.context = context;
        this.state = context.state();
        this.driver = driver;
        this.events = state.register(EventBus.of(backend, EVENT_QUEUE, Clock.systemUTC()));
    }

    /**
     * Connects.
     *
     * @param backend the id of the backend
     * @param connect makes the driver, which has answered then
     * @throws dev.hvsdk.api.HypervisorException if the host cannot be reached, or is not what it should be
     */
    public static Hypervisor open(ConnectSpec spec, String backend, Function<HostContext, HostDriver> connect) {
        OpenState state = OpenState.of(spec.toString());
        try {
            HostContext context = new HostContext(spec, state, ErrorFactory.of(backend));
            return new DriverHypervisor(backend, context, connect.apply(context));
        } catch (RuntimeException | Error e) {
            state.close();
            throw e;
        }
    }

    private Guest handle(GuestId id) {
        return new DriverGuest(new GuestContext(context, driver, id), driver);
    }

    @Override
    public HypervisorInfo info() {
        state.checkOpen();
        return driver.info();
    }

    @Override
    public HostInfo host() {
        state.checkOpen();
        return driver.machine();
    }

    @Override
    public GuestListing guests(GuestQuery query) {
        state.checkOpen();
        return driver.list(query);
    }

    @Override
    public Guest guest(GuestId id) {
        state.checkOpen();
        return handle(id);
    }

    @Override
    public Optional<Guest> findGuest(String name) {
        state.checkOpen();
        List<GuestId> found = driver.list(GuestQuery.builder().name(name).build()).stream()
                .map(GuestInfo::id)
                .toList();
        if (found.size() > 1) {
            throw context.errors("find guest").conflict("several guests bear the name " + name + ": " + found);
        }
        return found.stream().findFirst().map(this::handle);
    }

    @Override
    public Operation<Guest> define(GuestSpec spec) {
        state.checkOpen();
        return context.change("define", "guest " + spec.name(), source -> handle(driver.create(spec, source)));
    }

    @Override
    public List<PassthroughDevice> devices() {
        state.checkOpen();
        return driver.devices();
    }

    @Override
    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
        state.checkOpen();
        // Before anything can be heard, so that the first listener misses nothing.
        Subscription subscription = events.subscribe(listener);
        try {
            watch();
            return subscription;
        } catch (RuntimeException | Error e) {
            subscription.close();
            throw e;
        }
    }

    private void watch() {
        watching.lock();
        try {
            if (!isWatched) {
                driver.watch(events);
                isWatched = true;
            }
        } finally {
            watching.unlock();
        }
    }

    @Override
    public <C extends HostCapability> Support<C> capability(Class<C> type) {
        state.checkOpen();
        return driver.capabilities().ofHost(type, context);
    }

    @Override
    public Set<Class<? extends HostCapability>> capabilities() {
        state.checkOpen();
        return driver.capabilities().availableOfHost(context);
    }

    @Override
    public boolean isOpen() {
        return state.isOpen();
    }

    @Override
    public void close() {
        state.close();
    }

    /** Which driver, and where. */
    @Override
    public String toString() {
        return driver.info().toString();
    }
}
