/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

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
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.internal.link.EventFeed;
import dev.hvsdk.libvirt.internal.link.LinkUri;
import dev.hvsdk.libvirt.internal.link.VirLink;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.Operations;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A connection of one family of guests. Thread-safe. */
public final class LibvirtHypervisor implements Hypervisor {
    private static final int EVENT_QUEUE = 8192;

    private final OpenState state;
    private final HypervisorInfo info;
    private final Inventory inventory;
    private final HostAccess access;
    private final CapabilityTable<HostAccess, GuestAccess> capabilities;
    private final Definition definition;
    private final EventBus events;
    private final EventFeed feed;

    private LibvirtHypervisor(
            ConnectSpec spec,
            LibvirtFamily family,
            CapabilityTable<HostAccess, GuestAccess> capabilities,
            VirLink link) {
        this.capabilities = capabilities;
        state = link.state();
        Technologies technologies = new Technologies(family);
        inventory = new Inventory(link, family.listing(URI.create(link.uri().text())), technologies);
        Operations operations = Operations.of(state, link.errors(), spec);
        access = new HostAccess(link, operations, inventory, spec, this::handle, family);
        definition = new Definition(access, family);
        info = access.read(
                "open", connection -> new HostReader(connection).software(family, ConnectSpec.redact(spec.uri())));
        events = state.register(EventBus.of(family.backend(), EVENT_QUEUE, Clock.systemUTC()));
        feed = state.register(new EventFeed(link, new HostEvents(events, inventory, technologies)));
    }

    /**
     * Connects.
     *
     * @param capabilities all, those of the family included
     * @throws dev.hvsdk.api.HypervisorException if the host cannot be reached, or refuses the login
     */
    public static Hypervisor open(
            ConnectSpec spec, LibvirtFamily family, CapabilityTable<HostAccess, GuestAccess> capabilities) {
        ErrorFactory errors = ErrorFactory.of(family.backend());
        OpenState state = OpenState.of(spec.toString());
        try {
            LinkUri uri = LinkUri.of(family.libvirtUri(spec.uri()));
            return new LibvirtHypervisor(spec, family, capabilities, VirLink.open(spec, uri, state, errors));
        } catch (RuntimeException | Error e) {
            state.close();
            throw e;
        }
    }

    /** The connection as capabilities see it, for a guest that comes from another host. */
    public HostAccess access() {
        state.checkOpen();
        return access;
    }

    private Guest handle(GuestId id) {
        return new LibvirtGuest(new GuestAccess(access, id), capabilities);
    }

    @Override
    public HypervisorInfo info() {
        state.checkOpen();
        return info;
    }

    @Override
    public HostInfo host() {
        state.checkOpen();
        return access.read("read host", connection -> new HostReader(connection).machine());
    }

    @Override
    public GuestListing guests(GuestQuery query) {
        state.checkOpen();
        return inventory.list(query);
    }

    @Override
    public Guest guest(GuestId id) {
        state.checkOpen();
        return handle(id);
    }

    /** Names are unique on a host of libvirt. */
    @Override
    public Optional<Guest> findGuest(String name) {
        state.checkOpen();
        return inventory.find(name).map(GuestInfo::id).map(this::handle);
    }

    @Override
    public Operation<Guest> define(GuestSpec spec) {
        state.checkOpen();
        return definition.define(spec);
    }

    @Override
    public List<PassthroughDevice> devices() {
        state.checkOpen();
        return new HostDevices(access).list();
    }

    @Override
    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
        state.checkOpen();
        feed.start();
        return events.subscribe(listener);
    }

    @Override
    public <C extends HostCapability> Support<C> capability(Class<C> type) {
        state.checkOpen();
        return capabilities.ofHost(type, access);
    }

    @Override
    public Set<Class<? extends HostCapability>> capabilities() {
        state.checkOpen();
        return capabilities.availableOfHost(access);
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
