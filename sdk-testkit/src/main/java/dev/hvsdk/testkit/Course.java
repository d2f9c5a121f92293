/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How work goes that takes time by the clock of its host. Immutable.
 *
 * @param span is asked when the work begins, and throws if it cannot be done
 * @param stallLimit after how long work that hangs is given up; null if it never is
 */
record Course(Function<HostCore, Span> span, @Nullable Duration stallLimit) {
    static Course of(Function<HostCore, Span> span) {
        return new Course(span, null);
    }

    Course givenUpAfter(@Nullable Duration limit) {
        return new Course(span, limit);
    }

    /**
     * How long it takes, and what is counted meanwhile. Immutable.
     *
     * @param time null if it does not end by itself
     * @param bytes none are counted if there are none
     * @param stopping the guest whose stop ends it early; null if there is none
     */
    record Span(
            String phase,
            long bytes,
            @Nullable Duration time,
            @Nullable GuestId stopping) {
        /** Bytes that take no time. */
        static Span of(String phase, long bytes) {
            return new Span(phase, bytes, Duration.ZERO, null);
        }

        /** A wait until a guest has stopped, and no longer than this. */
        static Span untilStopped(GuestId guest, @Nullable Duration atMost) {
            return new Span("waiting", 0, atMost, guest);
        }

        Span lasting(Duration duration) {
            return new Span(phase, bytes, duration, stopping);
        }

        Optional<GuestId> guest() {
            return Optional.ofNullable(stopping);
        }
    }
}
