/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apiguardian.api.API;

/** Writes durations for people. Thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Durations {
    private static final long HALF_A_MILLISECOND = 500_000;

    private Durations() {}

    /** Such as {@code 30s} or {@code 1m30s}, to the millisecond: ISO 8601 without its {@code PT}. */
    public static String text(Duration duration) {
        String iso = duration.plusNanos(HALF_A_MILLISECOND)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
        return iso.replace("PT", "").toLowerCase(Locale.ROOT);
    }
}
