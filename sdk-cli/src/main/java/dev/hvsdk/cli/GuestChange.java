/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import java.util.Locale;
import java.util.function.Function;

/** What {@code hv guest} can do to the state of a guest. */
enum GuestChange {
    START("Start a guest that is stopped.", Guest::start),
    SHUTDOWN(
            "Ask a guest to shut down, and wait until it has. It may ignore that: give a --timeout, and use 'hv guest stop' then.",
            Guest::shutdown),
    STOP("Stop a guest at once without asking it, as pulling the plug would.", Guest::stop),
    PAUSE("Hold a running guest; its memory is kept.", Guest::pause),
    RESUME("Let a paused or suspended guest go on.", Guest::resume),
    REBOOT("Ask a guest to shut down, and start it again.", Guest::reboot);

    private final String description;
    private final Function<Guest, Operation<GuestInfo>> work;

    GuestChange(String description, Function<Guest, Operation<GuestInfo>> work) {
        this.description = description;
        this.work = work;
    }

    String description() {
        return description;
    }

    Operation<GuestInfo> begin(Guest guest) {
        return work.apply(guest);
    }

    /** The name of the command. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
