/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestId;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/** A migration begins to copy what the guest has changed since its last pass. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MigrationIteration extends LibvirtGuestEvent {
    private final int iteration;

    /** The event of this guest at this time. */
    public MigrationIteration(Instant time, GuestId guest, String name, int iteration) {
        super(time, guest, name);
        this.iteration = iteration;
    }

    /** {@code migration-iteration}. */
    @Override
    public String type() {
        return "migration-iteration";
    }

    /** The number of the pass, from 1. */
    public int iteration() {
        return iteration;
    }

    @Override
    List<Object> details() {
        return List.of(iteration);
    }

    @Override
    public String toString() {
        return name() + ": migration, pass " + iteration;
    }
}
