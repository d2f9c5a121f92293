/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FakeClockTest {
    @Test
    void standsStillUntilItIsAdvanced() {
        FakeClock clock = FakeClock.create();

        assertThat(clock.instant()).isEqualTo("2026-01-01T00:00:00Z").isEqualTo(clock.instant());
        assertThat(clock.advance(Duration.ofMillis(1500)).instant()).isEqualTo("2026-01-01T00:00:01.500Z");
        assertThat(clock.millis()).isEqualTo(clock.instant().toEpochMilli());
    }

    @Test
    void beginsWhereItIsTold() {
        Instant start = Instant.parse("1999-12-31T23:59:59Z");

        assertThat(FakeClock.startingAt(start).instant()).isEqualTo(start);
    }

    @Test
    void refusesToGoBack() {
        FakeClock clock = FakeClock.create();
        Instant before = clock.instant();

        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not go back");
        assertThat(clock.instant()).isEqualTo(before);
    }

    @Test
    void isOneClockInAllZones() {
        FakeClock utc = FakeClock.create();
        Clock berlin = utc.withZone(ZoneId.of("Europe/Berlin"));

        utc.advance(Duration.ofHours(2));

        assertThat(berlin.instant()).isEqualTo(utc.instant());
        assertThat(LocalTime.now(berlin)).isEqualTo(LocalTime.of(3, 0));
        assertThat(utc.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void losesNoAdvanceOfManyThreads() {
        FakeClock clock = FakeClock.create();
        Instant start = clock.instant();

        IntStream.range(0, 10_000).parallel().forEach(number -> clock.advance(Duration.ofNanos(1)));

        assertThat(clock.instant()).isEqualTo(start.plusNanos(10_000));
    }
}
