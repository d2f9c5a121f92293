/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.FamilyEvent;
import dev.hvsdk.api.GuestId;
import java.time.Instant;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A guest was reset, or restarted itself, without being stopped in between. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestRebooted implements FamilyEvent {
    private final Instant time;
    private final GuestId guest;
    private final String name;

    /** The event of this guest at this time. */
    public GuestRebooted(Instant time, GuestId guest, String name) {
        this.time = time;
        this.guest = guest;
        this.name = name;
    }

    @Override
    public Instant time() {
        return time;
    }

    /** {@code reboot}. */
    @Override
    public String type() {
        return "reboot";
    }

    /** The id of the guest. */
    public GuestId guest() {
        return guest;
    }

    /** The name of the guest. */
    public String name() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestRebooted that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private Object[] parts() {
        return new Object[] {time, guest, name};
    }

    @Override
    public String toString() {
        return name + " rebooted";
    }
}
