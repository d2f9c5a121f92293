/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package readme;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import java.util.Set;

/** A handle on one machine of the list. */
record LabGuest(LabHypervisor host, GuestId id) implements Guest {
    @Override
    public GuestInfo info() {
        return host.read(id);
    }

    @Override
    public Operation<GuestInfo> start() {
        return host.refused("start");
    }

    @Override
    public Operation<GuestInfo> shutdown() {
        return host.refused("shutdown");
    }

    @Override
    public Operation<GuestInfo> stop() {
        return host.refused("stop");
    }

    @Override
    public Operation<GuestInfo> pause() {
        return host.refused("pause");
    }

    @Override
    public Operation<GuestInfo> resume() {
        return host.refused("resume");
    }

    @Override
    public Operation<GuestInfo> reboot() {
        return host.refused("reboot");
    }

    @Override
    public Operation<GuestId> undefine() {
        return host.refused("undefine");
    }

    @Override
    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
        return Support.unavailable(Support.Reason.NOT_IMPLEMENTED, "this backend only lists machines");
    }

    @Override
    public Set<Class<? extends GuestCapability>> capabilities() {
        return Set.of();
    }
}
