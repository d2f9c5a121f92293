/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.FamilyEvent;
import dev.hvsdk.api.GuestId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Something that libvirt told of one guest, beyond its coming, its states and its going. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class LibvirtGuestEvent implements FamilyEvent
        permits AgentChanged,
                BalloonChanged,
                BlockJobChanged,
                DeviceChanged,
                DiskFailed,
                GuestNotice,
                GuestRebooted,
                MigrationIteration {
    private final Instant time;
    private final GuestId guest;
    private final String name;

    LibvirtGuestEvent(Instant time, GuestId guest, String name) {
        this.time = time;
        this.guest = guest;
        this.name = name;
    }

    @Override
    public final Instant time() {
        return time;
    }

    /** The id of the guest. */
    public final GuestId guest() {
        return guest;
    }

    /** The name of the guest when it happened. */
    public final String name() {
        return name;
    }

    /** What it has beyond time, guest and name. */
    abstract List<Object> details();

    /** Whether it is of the same class and tells the same of the same guest and time. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof LibvirtGuestEvent that
                && getClass() == that.getClass()
                && time.equals(that.time)
                && guest.equals(that.guest)
                && name.equals(that.name)
                && details().equals(that.details());
    }

    @Override
    public final int hashCode() {
        return Objects.hash(time, guest, name, details());
    }
}
