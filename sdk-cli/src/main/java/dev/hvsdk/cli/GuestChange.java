/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.StateSaving;
import java.util.Locale;
import java.util.function.Function;

/** What {@code hv guest} can do to the state of a guest. */
enum GuestChange {
    START("Start a guest that is stopped.", Guest::start),
    STOP("Stop a guest at once without asking it, as pulling the plug would.", Guest::stop),
    PAUSE("Hold a running guest; its memory is kept.", Guest::pause),
    RESUME("Let a paused or suspended guest go on.", Guest::resume),
    REBOOT("Ask a guest to shut down, and start it again.", Guest::reboot),
    RESET(
            "Restart a guest at once without asking it, as its reset button would; what it had not written is lost.",
            guest -> guest.capability(PowerControl.class).require().reset()),
    SAVE(
            "Write the memory of a guest to the host's disk and stop it; the next start goes on where it was.",
            guest -> guest.capability(StateSaving.class).require().save()),
    DISCARD(
            "Drop the memory that was saved of a guest, so that its next start is a boot.",
            guest -> guest.capability(StateSaving.class).require().discard());

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
