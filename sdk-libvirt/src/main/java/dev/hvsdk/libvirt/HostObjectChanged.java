/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.FamilyEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A network, a storage pool or a device of the host came, changed or went. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostObjectChanged implements FamilyEvent {
    /** Of what an event tells. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** A virtual network. */
        NETWORK,
        /** A storage pool. */
        POOL,
        /** A device of the host. */
        NODE_DEVICE
    }

    /** What happened. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Change {
        /** It has a definition now. */
        DEFINED,
        /** It has no definition any more. */
        UNDEFINED,
        /** It works now. */
        STARTED,
        /** It does not work any more. */
        STOPPED,
        /** It came to be. */
        CREATED,
        /** It is no more. */
        DELETED,
        /** It was looked through anew, or something of it changed. */
        UPDATED
    }

    private final Instant time;
    private final Kind kind;
    private final String name;
    private final Change change;

    /** The event at this time. */
    public HostObjectChanged(Instant time, Kind kind, String name, Change change) {
        this.time = time;
        this.kind = kind;
        this.name = name;
        this.change = change;
    }

    @Override
    public Instant time() {
        return time;
    }

    /** {@code network}, {@code pool} or {@code node-device}. */
    @Override
    public String type() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of what it tells. */
    public Kind kind() {
        return kind;
    }

    /** The name of the network, pool or device. */
    public String name() {
        return name;
    }

    /** What happened. */
    public Change change() {
        return change;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostObjectChanged that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private Object[] parts() {
        return new Object[] {time, kind, name, change};
    }

    @Override
    public String toString() {
        return type() + " " + name + " " + change.name().toLowerCase(Locale.ROOT);
    }
}
