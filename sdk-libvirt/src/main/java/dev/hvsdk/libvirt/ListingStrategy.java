/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import org.apiguardian.api.API;

/**
 * How the guests of a host are listed: what a driver answers at once, and what it would have to be asked for one by one.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ListingStrategy {
    /** Each guest is read on its own: for a driver in this process, where a call is no round trip. */
    EACH,
    /** Each guest is read on its own, several at a time: for a driver that has no answer for all. */
    EACH_IN_PARALLEL,
    /** One answer for all, with state and reason and nothing else. */
    STATES,
    /** One answer for all, with state, reason and memory; those that run are then asked for CPUs and CPU time, several at a time. */
    STATES_THEN_RUNNING
}
