/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.GuestState;
import java.util.EnumSet;
import java.util.Set;

/** What can be done to a container as a whole, and the states in which it can. */
enum Verb {
    START("start", EnumSet.of(GuestState.STOPPED)),
    SHUT_DOWN("shutdown", EnumSet.of(GuestState.RUNNING)),
    STOP("stop", EnumSet.of(GuestState.RUNNING, GuestState.PAUSED, GuestState.SUSPENDED, GuestState.SHUTTING_DOWN)),
    PAUSE("pause", EnumSet.of(GuestState.RUNNING)),
    RESUME("resume", EnumSet.of(GuestState.PAUSED)),
    REBOOT("reboot", EnumSet.of(GuestState.RUNNING)),
    REMOVE("undefine", EnumSet.of(GuestState.STOPPED, GuestState.CRASHED));

    private final String operation;
    private final Set<GuestState> from;

    Verb(String operation, Set<GuestState> from) {
        this.operation = operation;
        this.from = from;
    }

    String operation() {
        return operation;
    }

    boolean isPossible(GuestState state) {
        return from.contains(state);
    }
}
