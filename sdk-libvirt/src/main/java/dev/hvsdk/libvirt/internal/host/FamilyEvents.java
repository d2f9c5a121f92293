/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.FamilyEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.libvirt.GuestRebooted;
import dev.hvsdk.libvirt.internal.link.Signal;
import java.util.Optional;

/** What libvirt tells beyond the lifecycle. */
final class FamilyEvents {
    /** {@code virDomainEventID}. */
    private static final int REBOOT = 1;

    private FamilyEvents() {}

    static Optional<FamilyEvent> of(Signal signal) {
        if (signal.isDomain(REBOOT)) {
            return Optional.of(new GuestRebooted(signal.time(), GuestId.of(signal.id()), signal.name()));
        }
        return Optional.empty();
    }
}
