/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Why a guest is in its {@link GuestState}.
 *
 * <p>An open set: the constants are what most technologies share, a backend may add its own with {@link #of}. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StateReason {
    /** It was started. */
    public static final StateReason BOOTED = new StateReason("booted");

    /** It shut down by itself or when it was asked to. */
    public static final StateReason SHUTDOWN = new StateReason("shutdown");

    /** The host stopped it without asking. */
    public static final StateReason DESTROYED = new StateReason("destroyed");

    /** Its main process ended. */
    public static final StateReason EXITED = new StateReason("exited");

    /** The host's or its own limit of memory ended it. */
    public static final StateReason OUT_OF_MEMORY = new StateReason("out-of-memory");

    /** A person or program asked for it. */
    public static final StateReason USER = new StateReason("user");

    /** It came from, or went to, another host. */
    public static final StateReason MIGRATED = new StateReason("migrated");

    /** Its state was written to disk. */
    public static final StateReason SAVED = new StateReason("saved");

    /** Its state was read from disk. */
    public static final StateReason RESTORED = new StateReason("restored");

    /** It was reverted to a snapshot. */
    public static final StateReason FROM_SNAPSHOT = new StateReason("from-snapshot");

    /** A disk failed or is full. */
    public static final StateReason IO_ERROR = new StateReason("io-error");

    /** Its watchdog fired. */
    public static final StateReason WATCHDOG = new StateReason("watchdog");

    /** Its kernel panicked. */
    public static final StateReason PANICKED = new StateReason("panicked");

    /** Its monitor failed or could not start it. */
    public static final StateReason FAILED = new StateReason("failed");

    /** It was made and has not been started. */
    public static final StateReason CREATED = new StateReason("created");

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final String id;

    private StateReason(String id) {
        this.id = id;
    }

    /**
     * The reason with this id.
     *
     * @param id lower-case letters, digits and single hyphens
     * @throws IllegalArgumentException if the id is malformed
     */
    public static StateReason of(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a reason: '" + id + "'; write for example from-snapshot");
        }
        return new StateReason(id);
    }

    /** The canonical id, as text and JSON show it. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StateReason that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The canonical id. */
    @Override
    public String toString() {
        return id;
    }
}
