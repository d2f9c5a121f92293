/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

/**
 * Whether a migration comes nearer to its end.
 *
 * <p>Memory is copied in rounds: the first copies all of it, each later one what was written to meanwhile. What remains falls to
 * nothing in every round, so a round counts only if it began with less than all before it. Not thread-safe.
 */
final class Convergence {
    private static final long FIRST_ROUND = 1;

    private long round = -1;
    private boolean roundCounts = true;
    private long smallestRound = Long.MAX_VALUE;
    private long least = Long.MAX_VALUE;
    private long nearerAt;

    /** From a time on, in nanoseconds. */
    Convergence(long now) {
        nearerAt = now;
    }

    /** What remains in a round, as seen at a time. */
    void saw(long now, long roundNow, long remaining) {
        if (roundNow != round) {
            begin(roundNow, remaining);
        }
        if (roundCounts && remaining < least) {
            least = remaining;
            nearerAt = now;
        }
    }

    private void begin(long roundNow, long remaining) {
        // Disks are copied before the first round, and are no measure of it.
        roundCounts = roundNow <= FIRST_ROUND || remaining < smallestRound;
        smallestRound = roundNow <= FIRST_ROUND ? Long.MAX_VALUE : Math.min(smallestRound, remaining);
        least = Long.MAX_VALUE;
        round = roundNow;
    }

    /** For how long it has not come nearer, in nanoseconds. */
    long standstill(long now) {
        return now - nearerAt;
    }
}
