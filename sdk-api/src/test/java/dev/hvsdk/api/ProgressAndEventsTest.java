/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressAndEventsTest {
    private static final Instant NOW = Instant.EPOCH;

    @ParameterizedTest
    @CsvSource({"0, 4, 0.0", "1, 4, 0.25", "4, 4, 1.0", "5, 4, 1.0", "-1, 4, 0.0"})
    void theFractionOfAProgressStaysBetweenZeroAndOne(long done, long total, double fraction) {
        assertThat(Progress.of("copying", done, total, ProgressUnit.BYTES).fraction())
                .hasValue(fraction);
    }

    @Test
    void aProgressWithoutAnEndHasNoFraction() {
        assertThat(Progress.of("copying", 1, ProgressUnit.ITEMS).fraction()).isEmpty();
        assertThat(Progress.of("copying", 1, ProgressUnit.ITEMS).total()).isEmpty();
        assertThat(Progress.of("copying", 0, 0, ProgressUnit.ITEMS).fraction()).isEmpty();
        assertThat(Progress.of("copying", 1, ProgressUnit.ITEMS)).hasToString("copying: 1 items");
    }

    @Test
    void aProgressSaysItsUnit() {
        Progress progress = Progress.of("copying memory", 1024, 4096, ProgressUnit.BYTES);
        assertThat(progress).hasToString("copying memory: 1024 of 4096 bytes");
        assertThat(progress.phase()).isEqualTo("copying memory");
        assertThat(progress.done()).isEqualTo(1024);
        assertThat(progress.total()).hasValue(4096);
        assertThat(progress.unit()).isEqualTo(ProgressUnit.BYTES);
    }

    @Test
    void aGapHoldsAtLeastOneEvent() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HypervisorEvent.Lost(NOW, 0));
        assertThat(new HypervisorEvent.Lost(NOW, 3)).hasToString("lost at least 3");
    }

    @Test
    void anEventOfAGuestSaysWhatHappenedToWhich() {
        GuestId id = GuestId.of("1");
        assertThat(new GuestEvent.Defined(NOW, id, "web")).hasToString("web defined");
        assertThat(new GuestEvent.Undefined(NOW, id, "web")).hasToString("web undefined");
        assertThat(new GuestEvent.Changed(NOW, id, "web")).hasToString("web changed");
        GuestInfo info = GuestInfo.builder(id, "web", GuestState.PAUSED)
                .reason(StateReason.USER)
                .build();
        GuestEvent.StateChanged changed = new GuestEvent.StateChanged(NOW, info);
        assertThat(changed).hasToString("web paused (user)");
        assertThat(changed.guest()).isEqualTo(id);
        assertThat(changed.state()).isEqualTo(GuestState.PAUSED);
        assertThat(changed.reason()).contains(StateReason.USER);
        assertThat(changed.time()).isEqualTo(NOW);
        assertThat(new HypervisorEvent.Reconnected(NOW)).hasToString("reconnected");
    }
}
