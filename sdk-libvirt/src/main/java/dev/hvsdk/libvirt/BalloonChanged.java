/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/** The memory that the balloon leaves a guest has changed. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BalloonChanged extends LibvirtGuestEvent {
    private final MemorySize memory;

    /** The event of this guest at this time. */
    public BalloonChanged(Instant time, GuestId guest, String name, MemorySize memory) {
        super(time, guest, name);
        this.memory = memory;
    }

    /** {@code balloon}. */
    @Override
    public String type() {
        return "balloon";
    }

    /** What the guest has now. */
    public MemorySize memory() {
        return memory;
    }

    @Override
    List<Object> details() {
        return List.of(memory);
    }

    @Override
    public String toString() {
        return name() + ": balloon leaves " + memory;
    }
}
