/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How long a host may take, so that no call waits for ever.
 *
 * <p>A record, because another kind of deadline would be another type. Immutable.
 *
 * @param connect for making a connection, login included
 * @param call for one call that reads or starts something; work that takes longer is an {@link Operation} without a deadline
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Deadlines(Duration connect, Duration call) {
    /** Checks that both are positive; throws {@link IllegalArgumentException} otherwise. */
    public Deadlines {
        requirePositive(connect);
        requirePositive(call);
    }

    /** 15 seconds to connect, 30 seconds a call: longer than a healthy host ever takes, short enough to notice. */
    public static Deadlines defaults() {
        return new Deadlines(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    private static void requirePositive(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("a deadline must be positive: " + deadline);
        }
    }
}
