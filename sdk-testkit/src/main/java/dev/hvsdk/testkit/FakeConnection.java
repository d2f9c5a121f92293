/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
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
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.Operations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One connection to a fake host; what it sees and does, all connections to the host see. Thread-safe. */
final class FakeConnection implements Hypervisor {
    /** What a slow listener may be behind before it is told of a loss. */
    private static final int QUEUED_EVENTS = 1024;

    private final HostCore core;
    private final ConnectSpec spec;
    private final OpenState state;
    private final EventBus events;
    private final Operations operations;

    FakeConnection(HostCore core, ConnectSpec spec) {
        this.core = core;
        this.spec = spec;
        state = OpenState.of(spec.toString());
        events = state.register(EventBus.of(FakeProvider.ID, QUEUED_EVENTS, core.clock()));
        // On the caller's thread, unless told otherwise: two runs of a test then do the same in the same order.
        operations = Operations.of(state, HostCore.ERRORS, spec.executor().orElse(Runnable::run));
        Consumer<HypervisorEvent> sink = events::publish;
        core.connect(sink);
        state.register(() -> core.disconnect(sink));
    }

    @Override
    public HypervisorInfo info() {
        state.checkOpen();
        Family family = core.family();
        return HypervisorInfo.builder(FakeProvider.ID, spec.toString(), family.product())
                .version(family.version())
                .technology(family.technology())
                .build();
    }

    @Override
    public HostInfo host() {
        return core().host();
    }

    @Override
    public GuestListing guests(GuestQuery query) {
        return GuestListing.of(core().list(query));
    }

    @Override
    public Guest guest(GuestId id) {
        state.checkOpen();
        return new FakeGuest(this, id);
    }

    @Override
    public Optional<Guest> findGuest(String name) {
        List<GuestId> ids = core().named(name);
        if (ids.size() > 1) {
            String list = ids.stream().map(GuestId::value).collect(Collectors.joining(", "));
            throw HostCore.ERRORS
                    .operation("find")
                    .subject("guest " + name)
                    .remedy("choose one by its id")
                    .conflict(ids.size() + " guests bear the name: " + list);
        }
        return ids.stream().findFirst().map(this::guest);
    }

    @Override
    public Operation<Guest> define(GuestSpec guest) {
        return change("definition of guest " + guest.name(), "define", host -> new FakeGuest(this, host.define(guest)));
    }

    @Override
    public List<PassthroughDevice> devices() {
        return core().devices();
    }

    @Override
    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
        state.checkOpen();
        return events.subscribe(listener);
    }

    @Override
    public <C extends HostCapability> Support<C> capability(Class<C> type) {
        state.checkOpen();
        return HostAnswers.find(this, type);
    }

    @Override
    public Set<Class<? extends HostCapability>> capabilities() {
        state.checkOpen();
        return HostAnswers.available(this);
    }

    @Override
    public boolean isOpen() {
        return state.isOpen();
    }

    @Override
    public void close() {
        state.close();
    }

    /** Has something closed with the connection. */
    void whenClosed(AutoCloseable child) {
        state.register(child);
    }

    Family family() {
        return core.family();
    }

    /** The host, if the connection to it is open. */
    HostCore core() {
        state.checkOpen();
        return core;
    }

    /** Does work that changes the host, even if the connection is closed meanwhile, unless the connection is for reading only. */
    <T> Operation<T> change(String description, String verb, Function<HostCore, T> work) {
        return operations.run(description, () -> {
            refuseIfReadOnly(verb);
            return work.apply(core);
        });
    }

    private void refuseIfReadOnly(String verb) {
        if (spec.readOnly()) {
            throw HostCore.ERRORS
                    .operation(verb)
                    .remedy("open it without readOnly")
                    .permissionDenied("the connection is read-only");
        }
    }

    /** The URI. */
    @Override
    public String toString() {
        return spec.toString();
    }
}
