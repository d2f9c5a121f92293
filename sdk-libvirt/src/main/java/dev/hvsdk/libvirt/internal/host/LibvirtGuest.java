/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.OpenState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A handle on a domain: its UUID on a connection. Immutable. */
final class LibvirtGuest implements Guest {
    private final GuestAccess access;
    private final CapabilityTable<HostAccess, GuestAccess> capabilities;
    private final OpenState state;

    LibvirtGuest(GuestAccess access, CapabilityTable<HostAccess, GuestAccess> capabilities) {
        this.access = access;
        this.capabilities = capabilities;
        this.state = access.host().link().state();
    }

    @Override
    public GuestId id() {
        return access.id();
    }

    @Override
    public GuestInfo info() {
        state.checkOpen();
        return access.info();
    }

    private Lifecycle lifecycle() {
        state.checkOpen();
        return new Lifecycle(access);
    }

    @Override
    public Operation<GuestInfo> start() {
        return lifecycle().start();
    }

    @Override
    public Operation<GuestInfo> shutdown() {
        return lifecycle().shutdown();
    }

    @Override
    public Operation<GuestInfo> stop() {
        return lifecycle().stop();
    }

    @Override
    public Operation<GuestInfo> pause() {
        return lifecycle().pause();
    }

    @Override
    public Operation<GuestInfo> resume() {
        return lifecycle().resume();
    }

    @Override
    public Operation<GuestInfo> reboot() {
        return lifecycle().reboot();
    }

    @Override
    public Operation<GuestId> undefine() {
        return lifecycle().undefine();
    }

    @Override
    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
        state.checkOpen();
        return capabilities.ofGuest(type, access);
    }

    @Override
    public Set<Class<? extends GuestCapability>> capabilities() {
        state.checkOpen();
        return capabilities.availableOfGuest(access);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LibvirtGuest that
                && access.id().equals(that.access.id())
                && access.host().equals(that.access.host());
    }

    @Override
    public int hashCode() {
        return access.id().hashCode();
    }

    /** The id. */
    @Override
    public String toString() {
        return "guest " + access.id();
    }
}
