/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * A point in time that work must not pass, by a clock that nobody can set.
 *
 * <p>One deadline goes through all the calls that one piece of work needs, so that together they take no longer:
 *
 * <pre>{@code
 * Deadline deadline = Deadline.after(spec.deadlines().call());
 * List<GuestId> ids = calls.call("list guests", deadline, host::ids);
 * List<GuestInfo> infos = calls.call("read guests", deadline, () -> host.read(ids));
 * }</pre>
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Deadline {
    private final Duration allowed;
    private final long allowedNanos;
    private final long start;
    private final LongSupplier ticker;

    private Deadline(Duration allowed, LongSupplier ticker) {
        this.allowed = allowed;
        this.allowedNanos = saturatedNanos(allowed);
        this.ticker = ticker;
        this.start = ticker.getAsLong();
    }

    /** The deadline that is this far from now; a time of zero or less has passed already. */
    public static Deadline after(Duration time) {
        return after(time, System::nanoTime);
    }

    /**
     * The deadline that is this far from now, by another clock.
     *
     * @param ticker gives nanoseconds since any fixed moment, as {@link System#nanoTime} does
     */
    public static Deadline after(Duration time, LongSupplier ticker) {
        return new Deadline(time, ticker);
    }

    private static long saturatedNanos(Duration time) {
        if (time.isNegative()) {
            return 0;
        }
        // 2^63-1 ns are 292 years; Duration.toNanos throws beyond.
        return time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : time.toNanos();
    }

    /** How long it was when it was made. */
    public Duration allowed() {
        return allowed;
    }

    /** How long it is still; zero once it has passed. */
    public Duration left() {
        return Duration.ofNanos(leftNanos());
    }

    long leftNanos() {
        // The difference of two readings is right even where the ticker wraps around.
        long elapsed = Math.max(0, ticker.getAsLong() - start);
        return Math.max(0, allowedNanos - elapsed);
    }

    /** Whether it has passed. */
    public boolean isPassed() {
        return leftNanos() == 0;
    }

    /** Such as {@code 1.5s of 30s left}. */
    @Override
    public String toString() {
        return Durations.text(left()) + " of " + Durations.text(allowed) + " left";
    }
}
