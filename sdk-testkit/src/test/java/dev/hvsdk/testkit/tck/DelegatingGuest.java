/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import java.util.Set;

/** A handle that does what another does; a defect overrides what it spoils. */
class DelegatingGuest implements Guest {
    private final DelegatingHypervisor host;
    private final Guest guest;

    DelegatingGuest(DelegatingHypervisor host, Guest guest) {
        this.host = host;
        this.guest = guest;
    }

    private Operation<GuestInfo> seen(Operation<GuestInfo> operation) {
        return host.wrap(new DelegatingOperation<>(operation, host::see));
    }

    @Override
    public GuestId id() {
        return guest.id();
    }

    @Override
    public GuestInfo info() {
        return host.see(guest.info());
    }

    @Override
    public Operation<GuestInfo> start() {
        return seen(guest.start());
    }

    @Override
    public Operation<GuestInfo> shutdown() {
        return seen(guest.shutdown());
    }

    @Override
    public Operation<GuestInfo> stop() {
        return seen(guest.stop());
    }

    @Override
    public Operation<GuestInfo> pause() {
        return seen(guest.pause());
    }

    @Override
    public Operation<GuestInfo> resume() {
        return seen(guest.resume());
    }

    @Override
    public Operation<GuestInfo> reboot() {
        return seen(guest.reboot());
    }

    @Override
    public Operation<GuestId> undefine() {
        return host.wrap(guest.undefine());
    }

    @Override
    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
        return guest.capability(type);
    }

    @Override
    public Set<Class<? extends GuestCapability>> capabilities() {
        return guest.capabilities();
    }
}
