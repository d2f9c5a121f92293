/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A connection that does what another does; a defect overrides what it spoils. */
class DelegatingHypervisor implements Hypervisor {
    private final Hypervisor host;

    DelegatingHypervisor(Hypervisor host) {
        this.host = host;
    }

    /** What is seen of a guest, by whatever way. */
    GuestInfo see(GuestInfo info) {
        return info;
    }

    /** The handle that users get. */
    Guest wrap(Guest guest) {
        return new DelegatingGuest(this, guest);
    }

    /** The operation that users get. */
    <T> Operation<T> wrap(Operation<T> operation) {
        return operation;
    }

    @Override
    public HypervisorInfo info() {
        return host.info();
    }

    @Override
    public HostInfo host() {
        return host.host();
    }

    @Override
    public GuestListing guests(GuestQuery query) {
        return GuestListing.of(host.guests(query).stream().map(this::see).toList());
    }

    @Override
    public Guest guest(GuestId id) {
        return wrap(host.guest(id));
    }

    @Override
    public Optional<Guest> findGuest(String name) {
        return host.findGuest(name).map(this::wrap);
    }

    @Override
    public Operation<Guest> define(GuestSpec spec) {
        return wrap(new DelegatingOperation<>(host.define(spec), this::wrap));
    }

    @Override
    public List<PassthroughDevice> devices() {
        return host.devices();
    }

    @Override
    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
        return host.subscribe(listener);
    }

    @Override
    public <C extends HostCapability> Support<C> capability(Class<C> type) {
        return host.capability(type);
    }

    @Override
    public Set<Class<? extends HostCapability>> capabilities() {
        return host.capabilities();
    }

    @Override
    public boolean isOpen() {
        return host.isOpen();
    }

    @Override
    public void close() {
        host.close();
    }
}
