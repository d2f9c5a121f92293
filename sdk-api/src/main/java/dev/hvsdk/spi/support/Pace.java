/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apiguardian.api.API;

/**
 * The pauses between looks at something that takes its time: short at first, and longer from look to look, so that what is over soon is
 * seen soon, and what is not does not keep a host busy with questions.
 *
 * <p>Not thread-safe: one for each wait.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Pace {
    private final Duration longest;
    private Duration next;

    private Pace(Duration first, Duration longest) {
        this.next = first;
        this.longest = longest;
    }

    /**
     * Pauses that grow by half each time.
     *
     * @throws IllegalArgumentException unless the first is longer than nothing, and no longer than the longest
     */
    public static Pace growing(Duration first, Duration longest) {
        if (first.isNegative() || first.isZero() || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException("pauses grow from more than nothing: " + first + " to " + longest);
        }
        return new Pace(first, longest);
    }

    /** Waits for the next pause, or until the thread is interrupted, which it stays. */
    public void rest() {
        LockSupport.parkNanos(step().toNanos());
    }

    /** The next pause, which is taken now. */
    Duration step() {
        Duration now = next;
        Duration grown = now.plus(now.dividedBy(2));
        next = grown.compareTo(longest) < 0 ? grown : longest;
        return now;
    }
}
