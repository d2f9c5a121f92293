/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/** A device of a guest was plugged in or out, or could not be. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DeviceChanged extends LibvirtGuestEvent {
    /** What happened to a device. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Change {
        /** It was plugged in. */
        ADDED,
        /** It was plugged out, and the guest has let go of it. */
        REMOVED,
        /** The guest did not let go of it. */
        REMOVAL_FAILED;

        /** The identifier in text and JSON: lower case with hyphens. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Change change;
    private final String alias;

    /** The event of this guest at this time. */
    public DeviceChanged(Instant time, GuestId guest, String name, Change change, String alias) {
        super(time, guest, name);
        this.change = change;
        this.alias = alias;
    }

    /** {@code device}. */
    @Override
    public String type() {
        return "device";
    }

    /** What happened. */
    public Change change() {
        return change;
    }

    /** Libvirt's name of the device in the guest's definition. */
    public String alias() {
        return alias;
    }

    @Override
    List<Object> details() {
        return List.of(change, alias);
    }

    @Override
    public String toString() {
        return name() + ": device " + alias + " " + change.id();
    }
}
