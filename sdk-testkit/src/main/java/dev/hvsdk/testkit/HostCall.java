/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apiguardian.api.API;

/** The kinds of calls that a fake host answers: what {@link Faults} are put on, and a {@link Journal} tells. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum HostCall {
    /** Opening a connection. */
    OPEN,
    /** Closing a connection, which cannot fail. */
    CLOSE,
    /** Subscribing to events. */
    SUBSCRIBE,
    /** Closing a subscription, which cannot fail. */
    UNSUBSCRIBE,
    /** Asking what needs no answer of the host: what software it is, a handle on a guest, a capability; it cannot fail. */
    ASK,
    /** Listing guests, or finding one by its name. */
    LIST_GUESTS,
    /** Reading one guest: its state, devices, snapshots, statistics, capabilities. */
    READ_GUEST,
    /** Reading the counters of many guests at once; on one guest, of it among them. */
    READ_STATISTICS,
    /** Reading the host: its machine, devices and features. */
    READ_HOST,
    /** Making a guest. */
    DEFINE,
    /** Starting a guest. */
    START,
    /** Asking a guest to shut down. */
    SHUTDOWN,
    /** Stopping a guest at once. */
    STOP,
    /** Pausing a guest. */
    PAUSE,
    /** Letting a guest go on. */
    RESUME,
    /** Restarting a guest. */
    REBOOT,
    /** Restarting a guest as by its reset button. */
    RESET,
    /** Writing the memory of a guest to disk. */
    SAVE,
    /** Dropping what was written of a guest's memory. */
    DISCARD_SAVED,
    /** Having the host forget a guest. */
    UNDEFINE,
    /** Taking a snapshot. */
    CREATE_SNAPSHOT,
    /** Taking a guest back to a snapshot. */
    REVERT_TO_SNAPSHOT,
    /** Deleting a snapshot. */
    DELETE_SNAPSHOT,
    /** Giving a guest a device. */
    ATTACH,
    /** Taking a device from a guest. */
    DETACH,
    /** Giving a guest a virtual disk. */
    ATTACH_DISK,
    /** Taking a virtual disk from a guest. */
    DETACH_DISK,
    /** Giving a guest a virtual network interface. */
    ATTACH_NIC,
    /** Taking a virtual network interface from a guest. */
    DETACH_NIC,
    /** Having the agent in a guest hold its writes. */
    FREEZE,
    /** Having the agent in a guest let it write again. */
    THAW,
    /** Changing the limits of a guest. */
    APPLY_LIMITS,
    /** Moving a guest to another host. */
    MIGRATE,
    /** Running a command in a guest. */
    EXEC,
    /** Making a volume in a storage pool. */
    CREATE_VOLUME,
    /** Deleting a volume. */
    DELETE_VOLUME,
    /** Changing the size of a volume. */
    RESIZE_VOLUME,
    /** Filling a volume with a file. */
    UPLOAD_VOLUME,
    /** Writing a volume into a file. */
    DOWNLOAD_VOLUME,
    /** Making a storage pool. */
    CREATE_POOL,
    /** Having the host forget a storage pool. */
    UNDEFINE_POOL,
    /** Making a virtual network. */
    CREATE_NETWORK,
    /** Deleting a virtual network. */
    DELETE_NETWORK,
    /** Opening the console of a guest, which blocks until it is open. */
    OPEN_CONSOLE,
    /** Closing a console, which cannot fail. */
    CLOSE_CONSOLE,
    /** Replacing the native definition of a guest. */
    REPLACE_DEFINITION,
    /** Taking the steps of a plan for a device of the host. */
    APPLY_DEVICE_PLAN;

    private static final Set<HostCall> READS =
            EnumSet.of(OPEN, SUBSCRIBE, LIST_GUESTS, READ_GUEST, READ_STATISTICS, READ_HOST, OPEN_CONSOLE);

    private static final Set<HostCall> SAFE = EnumSet.of(CLOSE, UNSUBSCRIBE, CLOSE_CONSOLE, ASK);

    static HostCall of(Action action) {
        return valueOf(action.name());
    }

    /** Those that change the host: each is an operation. */
    static Set<HostCall> changes() {
        EnumSet<HostCall> changes = EnumSet.allOf(HostCall.class);
        changes.removeIf(call -> !call.isChange());
        return changes;
    }

    /** Whether it changes the host, and so is an {@link dev.hvsdk.api.Operation}; others block until they are answered. */
    public boolean isChange() {
        return !READS.contains(this) && !SAFE.contains(this);
    }

    /** Whether it can go wrong. */
    boolean canFail() {
        return !SAFE.contains(this);
    }

    /** The words for it in messages: {@code start}, {@code create snapshot}. */
    String verb() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
