/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;

/** How {@code hv watch} shows what it hears. Not thread-safe: called by one thread. */
interface WatchView {
    /** The guests as they are now: at the beginning, and where it is no longer known what happened to them. */
    void states(HypervisorInfo host, GuestListing guests);

    void event(HypervisorEvent event);

    /** The guests should be shown as they are now, and could not be read. */
    void unreadable(HypervisorException why);

    /** Whether the guests must be read again after this event. */
    default boolean wantsStatesAfter(HypervisorEvent event) {
        return event instanceof HypervisorEvent.Lost || event instanceof HypervisorEvent.Reconnected;
    }
}
