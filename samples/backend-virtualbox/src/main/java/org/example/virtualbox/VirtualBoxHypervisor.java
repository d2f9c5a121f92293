/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

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
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.Operations;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A connection: nothing but the program to run, and who wants to hear of events. Thread-safe. */
final class VirtualBoxHypervisor implements Hypervisor {
    private static final int EVENT_QUEUE = 1024;

    private final ErrorFactory errors = ErrorFactory.of(VirtualBoxProvider.ID);
    private final VBoxManage vbox;
    private final HypervisorInfo info;
    private final OpenState state;
    private final EventBus events;
    private final Inventory inventory;
    private final Watch watch;
    private final Lifecycle.Context context;
    private final Lifecycle lifecycle;
    private final Definition definition;

    VirtualBoxHypervisor(ConnectSpec spec, VBoxManage vbox) {
        this.vbox = vbox;
        info = HypervisorInfo.builder(VirtualBoxProvider.ID, ConnectSpec.redact(spec.uri()), "VirtualBox")
                .version(version(vbox))
                .technology(Technology.VIRTUALBOX)
                .build();
        state = OpenState.of(spec.toString());
        events = state.register(EventBus.of(VirtualBoxProvider.ID, EVENT_QUEUE, Clock.systemUTC()));
        inventory = new Inventory(vbox, errors);
        watch = state.register(new Watch(inventory, events));
        context = new Lifecycle.Context(state, Operations.of(state, errors, spec), errors, spec.readOnly());
        lifecycle = new Lifecycle(vbox, inventory, watch, context);
        definition = new Definition(vbox, inventory);
    }

    private String version(VBoxManage program) {
        try {
            return program.version();
        } catch (HypervisorException.NotFound e) {
            throw errors.operation("open").cause(e).remedy("install VirtualBox").unreachable(e.detail());
        }
    }

    /** Of an open connection. */
    Inventory inventory() {
        state.checkOpen();
        return inventory;
    }

    /** Of an open connection. */
    Lifecycle lifecycle() {
        state.checkOpen();
        return lifecycle;
    }

    <T> Operation<T> refuse(String what, Support.Reason reason, String why) {
        return context.operations().run(what, () -> {
            throw errors.operation(what).unsupported(reason, why);
        });
    }

    @Override
    public HypervisorInfo info() {
        state.checkOpen();
        return info;
    }

    @Override
    public HostInfo host() {
        state.checkOpen();
        String shown = vbox.list("hostinfo");
        HostInfo.Builder host = HostInfo.builder(CpuInfo.builder().build());
        Lists.memory(shown, "Memory size").ifPresent(host::memory);
        Lists.memory(shown, "Memory available").ifPresent(host::freeMemory);
        return host.build();
    }

    @Override
    public GuestListing guests(GuestQuery query) {
        return inventory().list(query);
    }

    @Override
    public Guest guest(GuestId id) {
        state.checkOpen();
        return new VirtualBoxGuest(this, id);
    }

    @Override
    public Optional<Guest> findGuest(String name) {
        List<GuestInfo> bearers =
                guests(GuestQuery.builder().name(name).build()).asList();
        if (bearers.size() > 1) {
            throw errors.operation("find guest")
                    .subject("guest " + name)
                    .conflict("several machines bear the name: "
                            + bearers.stream().map(GuestInfo::id).toList());
        }
        return bearers.stream().findFirst().map(found -> guest(found.id()));
    }

    @Override
    public Operation<Guest> define(GuestSpec spec) {
        return context.operations().run("define of guest " + spec.name(), () -> {
            ErrorFactory about = errors.operation("define").subject("guest " + spec.name());
            context.refuseIfReadOnly(about);
            definition.check(spec, about);
            return guest(watch.change(() -> definition.make(spec, about)).id());
        });
    }

    @Override
    public List<PassthroughDevice> devices() {
        state.checkOpen();
        return List.of();
    }

    @Override
    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
        state.checkOpen();
        watch.begin();
        return events.subscribe(listener);
    }

    @Override
    public <C extends HostCapability> Support<C> capability(Class<C> type) {
        state.checkOpen();
        return Support.unavailable(
                Support.Reason.NOT_IMPLEMENTED, "this backend has no " + type.getSimpleName() + " for hosts");
    }

    @Override
    public Set<Class<? extends HostCapability>> capabilities() {
        state.checkOpen();
        return Set.of();
    }

    @Override
    public boolean isOpen() {
        return state.isOpen();
    }

    @Override
    public void close() {
        state.close();
    }
}
