/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestId;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/** The agent in a guest came or went. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AgentChanged extends LibvirtGuestEvent {
    private final boolean isConnected;

    /** The event of this guest at this time. */
    public AgentChanged(Instant time, GuestId guest, String name, boolean isConnected) {
        super(time, guest, name);
        this.isConnected = isConnected;
    }

    /** {@code agent}. */
    @Override
    public String type() {
        return "agent";
    }

    /** Whether it is there now. */
    public boolean isConnected() {
        return isConnected;
    }

    @Override
    List<Object> details() {
        return List.of(isConnected);
    }

    @Override
    public String toString() {
        return name() + ": agent " + (isConnected ? "connected" : "disconnected");
    }
}
