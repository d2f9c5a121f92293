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
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OpenState;
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
    private final Dispatcher dispatcher;

    private FakeConnection(HostCore core, ConnectSpec spec) {
        this.core = core;
        this.spec = spec;
        state = OpenState.of(spec.toString());
        events = state.register(EventBus.of(FakeProvider.ID, QUEUED_EVENTS, core.clock()));
        dispatcher = new Dispatcher(core, spec, state);
        Consumer<HypervisorEvent> sink = events::publish;
        core.faults().link().connect(sink);
        state.register(() -> core.faults().link().disconnect(sink));
    }

    /** Connects, unless the host is away or a fault says otherwise. */
    static FakeConnection open(HostCore core, ConnectSpec spec) {
        FakeConnection connection = new FakeConnection(core, spec);
        try {
            connection.read(Call.onHost(HostCall.OPEN), host -> host);
            return connection;
        } catch (HypervisorException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public HypervisorInfo info() {
        dispatcher.checkOpen(Call.onHost(HostCall.ASK));
        return core.blueprint().identity().info(spec.toString());
    }

    @Override
    public HostInfo host() {
        return read(Call.onHost(HostCall.READ_HOST), HostCore::host);
    }

    @Override
    public GuestListing guests(GuestQuery query) {
        return GuestListing.of(read(Call.onHost(HostCall.LIST_GUESTS), host -> host.list(query)));
    }

    @Override
    public Guest guest(GuestId id) {
        dispatcher.checkOpen(Call.onGuest(HostCall.ASK, id.value()));
        return new FakeGuest(this, id);
    }

    @Override
    public Optional<Guest> findGuest(String name) {
        List<GuestId> ids = read(Call.onGuest(HostCall.LIST_GUESTS, name), host -> host.named(name));
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
        return change(Call.onGuest(HostCall.DEFINE, guest.name()), host -> new FakeGuest(this, host.define(guest)));
    }

    @Override
    public List<PassthroughDevice> devices() {
        return read(Call.onHost(HostCall.READ_HOST), HostCore::devices);
    }

    @Override
    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
        return dispatcher.subscribe(() -> events.subscribe(listener));
    }

    @Override
    public <C extends HostCapability> Support<C> capability(Class<C> type) {
        dispatcher.checkOpen(Call.onHost(HostCall.ASK));
        return HostAnswers.find(this, type);
    }

    @Override
    public Set<Class<? extends HostCapability>> capabilities() {
        dispatcher.checkOpen(Call.onHost(HostCall.ASK));
        return HostAnswers.available(this);
    }

    @Override
    public boolean isOpen() {
        return state.isOpen();
    }

    @Override
    public void close() {
        dispatcher.close();
    }

    /** Has something closed with the connection. */
    void whenClosed(AutoCloseable child) {
        state.register(child);
    }

    Family family() {
        return core.family();
    }

    FakeClock clock() {
        return core.clock();
    }

    Blueprint blueprint() {
        return core.blueprint();
    }

    /** The name of a guest for messages, or its id if it is no more. */
    String nameOf(GuestId guest) {
        return core.nameOf(guest);
    }

    /** Reads what the host has, if the connection is open and works. */
    <T> T read(Call call, Function<HostCore, ? extends T> reading) {
        return dispatcher.read(call, reading);
    }

    /** Does work that changes the host, even if the connection is closed meanwhile, unless the connection is for reading only. */
    <T> Operation<T> change(Call call, Function<HostCore, ? extends T> work) {
        return dispatcher.change(call, work);
    }

    /** Does work that changes the host, and tells how far it has come. */
    <T> Operation<T> change(Call call, Dispatcher.Work<? extends T> work) {
        return dispatcher.change(call, work);
    }

    /** Does work that changes the host, and takes its course by the clock of the host. */
    <T> Operation<T> change(Call call, Course course, Dispatcher.Work<? extends T> work) {
        return dispatcher.change(call, course, work);
    }

    /** Opens the console of a guest, unless the connection is for reading only. */
    ConsoleSession openConsole(GuestId guest) {
        return dispatcher.openConsole(Call.onGuest(HostCall.OPEN_CONSOLE, nameOf(guest)), guest);
    }

    /** This host as the destination of a guest; throws if it cannot be reached, or the connection is for reading only. */
    HostCore targetOf(Call call) {
        return dispatcher.targetOf(call);
    }

    /** The URI. */
    @Override
    public String toString() {
        return spec.toString();
    }
}
