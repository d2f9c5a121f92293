/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import org.apiguardian.api.API;

/**
 * The SR-IOV capability of a physical function.
 *
 * <p>A record, because its components are PCI-SIG's and final. Immutable.
 *
 * @param total the number of virtual functions the device offers (TotalVFs)
 * @param current the number of virtual functions that are enabled (NumVFs)
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Sriov(int total, int current) {
    /** Checks the range; throws {@link IllegalArgumentException} if a number is negative. */
    public Sriov {
        if (total < 0 || current < 0) {
            throw new IllegalArgumentException(
                    "numbers of virtual functions cannot be negative: " + total + ", " + current);
        }
    }
}
