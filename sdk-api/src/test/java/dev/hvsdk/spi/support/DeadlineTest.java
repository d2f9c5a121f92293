/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
    private final AtomicLong ticker = new AtomicLong(Long.MAX_VALUE - 10);

    @Test
    void passesWhenItsTimeIsOverEvenWhereTheTickerWrapsAround() {
        Deadline deadline = Deadline.after(Duration.ofNanos(100), ticker::get);
        assertThat(deadline.left()).isEqualTo(Duration.ofNanos(100));
        assertThat(deadline.isPassed()).isFalse();
        ticker.addAndGet(99);
        assertThat(ticker.get()).isNegative();
        assertThat(deadline.left()).isEqualTo(Duration.ofNanos(1));
        ticker.addAndGet(1);
        assertThat(deadline.isPassed()).isTrue();
        assertThat(deadline.left()).isZero();
        ticker.addAndGet(1000);
        assertThat(deadline.left()).isZero();
        assertThat(deadline.allowed()).isEqualTo(Duration.ofNanos(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-9223372036854775807S"})
    void hasPassedIfThereWasNoTime(String time) {
        assertThat(Deadline.after(Duration.parse(time), ticker::get).isPassed()).isTrue();
    }

    @Test
    void takesTimesLongerThanItsTickerCanSay() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), ticker::get);
        ticker.addAndGet(1_000_000_000);
        assertThat(deadline.isPassed()).isFalse();
    }

    @Test
    void takesTheClockOfTheMachineUnlessToldOtherwise() {
        assertThat(Deadline.after(Duration.ofDays(1)).isPassed()).isFalse();
        assertThat(Deadline.after(Duration.ZERO).isPassed()).isTrue();
    }

    @Test
    void saysHowMuchIsLeft() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(90), ticker::get);
        ticker.addAndGet(Duration.ofMillis(88_500).toNanos());
        assertThat(deadline).hasToString("1.5s of 1m30s left");
    }
}
