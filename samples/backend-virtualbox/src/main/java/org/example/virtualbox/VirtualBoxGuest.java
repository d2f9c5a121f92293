/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NativeDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A handle on a machine. Immutable. */
record VirtualBoxGuest(VirtualBoxHypervisor host, GuestId id) implements Guest {
    private static final List<Class<? extends GuestCapability>> CAPABILITIES =
            List.of(NativeDefinition.class, HardReset.class);

    @Override
    public GuestInfo info() {
        return host.inventory().read(id);
    }

    @Override
    public Operation<GuestInfo> start() {
        return host.lifecycle().start(id);
    }

    @Override
    public Operation<GuestInfo> shutdown() {
        return host.lifecycle().shutdown(id);
    }

    @Override
    public Operation<GuestInfo> stop() {
        return host.lifecycle().stop(id);
    }

    @Override
    public Operation<GuestInfo> pause() {
        return host.lifecycle().pause(id);
    }

    @Override
    public Operation<GuestInfo> resume() {
        return host.lifecycle().resume(id);
    }

    @Override
    public Operation<GuestInfo> reboot() {
        return host.lifecycle().reboot(id);
    }

    @Override
    public Operation<GuestId> undefine() {
        return host.lifecycle().undefine(id);
    }

    @Override
    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
        if (type == NativeDefinition.class) {
            host.inventory();
            return Support.available(type.cast(new ShownDefinition(host, id)));
        }
        if (type == HardReset.class) {
            return hardReset(type);
        }
        host.inventory();
        return Support.unavailable(
                Support.Reason.NOT_IMPLEMENTED, "this backend has no " + type.getSimpleName() + " for machines");
    }

    private <C> Support<C> hardReset(Class<C> type) {
        GuestState state = info().state();
        return state == GuestState.RUNNING
                ? Support.available(type.cast((HardReset) () -> host.lifecycle().reset(id)))
                : Support.unavailable(Support.Reason.WRONG_STATE, "the machine is " + state.id(), "start it");
    }

    @Override
    public Set<Class<? extends GuestCapability>> capabilities() {
        host.inventory();
        Set<Class<? extends GuestCapability>> available = new LinkedHashSet<>(CAPABILITIES);
        available.removeIf(type -> !capability(type).isAvailable());
        return Set.copyOf(available);
    }
}
