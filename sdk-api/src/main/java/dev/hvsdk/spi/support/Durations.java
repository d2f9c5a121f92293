/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.time.Duration;
import java.util.Locale;

/** Writes durations for people. */
final class Durations {
    private Durations() {}

    /** Such as {@code 30s} or {@code 1m30s}: ISO 8601 without its {@code PT}. */
    static String text(Duration duration) {
        String iso = duration.toString();
        return iso.replace("PT", "").toLowerCase(Locale.ROOT);
    }
}
