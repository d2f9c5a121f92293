/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A clock that moves only when a test says so.
 *
 * <pre>{@code
 * FakeHost host = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
 * host.clock().advance(Duration.ofMinutes(5)); // web has now run for five minutes
 * }</pre>
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FakeClock extends Clock {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeTime time;
    private final ZoneId zone;

    private FakeClock(FakeTime time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    /** A clock in UTC that begins at the start of 2026, in every run. */
    public static FakeClock create() {
        return startingAt(START);
    }

    /** A clock in UTC that begins at this time. */
    public static FakeClock startingAt(Instant start) {
        return new FakeClock(new FakeTime(Objects.requireNonNull(start, "start")), ZoneOffset.UTC);
    }

    /**
     * Moves this clock, and those made from it by {@link #withZone}, forward.
     *
     * <p>What a fake host has put off until then, such as by {@link Faults.Rule#delay}, is done by this call, each at its own time.
     *
     * @return this clock
     * @throws IllegalArgumentException if {@code duration} is negative: what a fake host reckons by it would run backwards
     */
    public FakeClock advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a clock does not go back: " + duration);
        }
        time.advance(duration);
        return this;
    }

    @Override
    public Instant instant() {
        return time.now();
    }

    /** Does the work when the clock has advanced so far; at once if it is told to wait for nothing. */
    void after(Duration delay, Runnable work) {
        time.after(delay, work);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, seen from another time zone: {@link #advance} moves both. */
    @Override
    public FakeClock withZone(ZoneId newZone) {
        return new FakeClock(time, Objects.requireNonNull(newZone, "newZone"));
    }

    /** The time it shows. */
    @Override
    public String toString() {
        return "FakeClock[" + instant() + "]";
    }
}
