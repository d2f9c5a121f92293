/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import org.apiguardian.api.API;

/**
 * The id by which a host knows a guest, stable over restarts of the guest and of the host's software.
 *
 * <p>The UUID of a libvirt domain, the full id of a container, the managed object id of a vSphere virtual machine. A record,
 * because it is one value by nature. Immutable.
 *
 * @param value the id in the host's own form
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record GuestId(String value) {
    /** Checks the value; throws {@link IllegalArgumentException} if it is blank. */
    public GuestId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the id of a guest cannot be blank");
        }
    }

    /** The id with this value. */
    public static GuestId of(String value) {
        return new GuestId(value);
    }

    /** The id in the host's own form. */
    @Override
    public String toString() {
        return value;
    }
}
