/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConvergenceTest {
    private final Convergence convergence = new Convergence(100);

    @Test
    void countsFromTheBeginningAsLongAsNothingIsSeen() {
        assertThat(convergence.standstill(250)).isEqualTo(150);
    }

    @Test
    void comesNearerWhileTheFirstRoundIsCopied() {
        convergence.saw(200, 1, 1000);
        convergence.saw(300, 1, 600);

        assertThat(convergence.standstill(300)).isZero();
    }

    @Test
    void standsStillWhenNothingMoves() {
        convergence.saw(200, 1, 1000);
        convergence.saw(300, 1, 1000);

        assertThat(convergence.standstill(300)).isEqualTo(100);
    }

    @Test
    void comesNearerInARoundThatBeganWithLessThanAllBefore() {
        convergence.saw(200, 1, 1000);
        convergence.saw(300, 1, 0);
        convergence.saw(400, 2, 500);
        convergence.saw(500, 2, 10);
        convergence.saw(600, 3, 300);
        convergence.saw(700, 3, 200);

        assertThat(convergence.standstill(700)).isZero();
    }

    @Test
    void standsStillInRoundsThatBeginWithAsMuchAsBefore() {
        convergence.saw(200, 1, 1000);
        convergence.saw(400, 2, 500);
        convergence.saw(500, 3, 500);
        convergence.saw(600, 3, 1);
        convergence.saw(700, 4, 501);

        assertThat(convergence.standstill(700)).isEqualTo(300);
    }

    @Test
    void memoryThatIsMoreThanTheDisksCopiedBeforeItIsNoStandstill() {
        convergence.saw(200, 0, 50);
        convergence.saw(300, 0, 0);
        convergence.saw(400, 1, 1000);

        assertThat(convergence.standstill(400)).isZero();
    }
}
