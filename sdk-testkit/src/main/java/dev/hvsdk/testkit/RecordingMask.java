/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import org.apiguardian.api.API;

/** What a recording can be made without; something made up stands in its place, the same wherever it occurs. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum RecordingMask {
    /**
     * The names of the machine, of guests, snapshots and networks, and what is behind disks: {@code host-1}, {@code guest-1},
     * {@code disk-1}.
     */
    NAMES,
    /**
     * What identifies one piece in the world: ids of guests, serial numbers of USB devices, ids of mediated devices, MAC addresses.
     */
    SERIALS
}
