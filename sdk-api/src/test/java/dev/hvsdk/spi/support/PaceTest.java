/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void growsByHalfUpToTheLongest() {
        Pace pace = Pace.growing(Duration.ofMillis(100), Duration.ofMillis(300));

        List<Long> pauses =
                Stream.generate(pace::step).limit(5).map(Duration::toMillis).toList();

        assertThat(pauses).containsExactly(100L, 150L, 225L, 300L, 300L);
    }

    @Test
    void doesNotBeginWithNothing() {
        assertThatThrownBy(() -> Pace.growing(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pace.growing(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
