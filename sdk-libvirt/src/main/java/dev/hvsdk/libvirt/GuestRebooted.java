/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestId;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/** A guest was reset, or restarted itself, without being stopped in between. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestRebooted extends LibvirtGuestEvent {

    /** The event of this guest at this time. */
    public GuestRebooted(Instant time, GuestId guest, String name) {
        super(time, guest, name);
    }

    /** {@code reboot}. */
    @Override
    public String type() {
        return "reboot";
    }

    @Override
    List<Object> details() {
        return List.of();
    }

    @Override
    public String toString() {
        return name() + " rebooted";
    }
}
