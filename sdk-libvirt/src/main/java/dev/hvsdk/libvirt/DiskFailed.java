/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestId;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/** A disk of a guest could not be read or written. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DiskFailed extends LibvirtGuestEvent {
    private final String source;
    private final String alias;
    private final String reason;

    /** The event of this guest at this time. */
    public DiskFailed(Instant time, GuestId guest, String name, String source, String alias, String reason) {
        super(time, guest, name);
        this.source = source;
        this.alias = alias;
        this.reason = reason;
    }

    /** {@code io-error}. */
    @Override
    public String type() {
        return "io-error";
    }

    /** Where the disk is on the host; empty if libvirt does not say. */
    public String source() {
        return source;
    }

    /** Libvirt's name of the device in the guest's definition. */
    public String alias() {
        return alias;
    }

    /** Why, as QEMU says it: {@code enospc}, {@code eio}, or empty. */
    public String reason() {
        return reason;
    }

    @Override
    List<Object> details() {
        return List.of(source, alias, reason);
    }

    @Override
    public String toString() {
        return name() + ": disk " + alias + " failed" + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
