/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.live.Mutants;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hundreds of trees that are almost captured hosts, by a seed; the fuzzer goes on where this ends (profile {@code fuzz}). */
class RootMutationTest {
    private static final long SEED = 20_261_129L;
    private static final int ROUNDS = 40;
    private final Mutants mutants = Mutants.of(
            SEED,
            "\n@ /",
            " -> ",
            "%OUTSIDE%",
            "../",
            "/",
            "-1",
            "0x",
            "ffffffff",
            "99999999999999999999",
            "\u0000",
            "\u00ff\u00fe",
            "\n",
            " ",
            ":",
            "0000:00:1f.2",
            "unknown",
            "/proc/",
            "/sys/",
            ".",
            "*");

    private static List<byte[]> seeds() {
        return Mutants.seeds(RootMutationTest.class);
    }

    @Test
    void seedsKeepTheLaws() {
        assertThat(seeds())
                .hasSize(6)
                .allSatisfy(seed -> assertThat(RootLaws.hold(seed)).isTrue());
    }

    @Test
    void mutantsKeepTheLaws() {
        int read = 0;
        int all = 0;
        for (byte[] seed : seeds()) {
            for (int round = 0; round < ROUNDS; round++) {
                read += RootLaws.hold(mutants.next(seed)) ? 1 : 0;
                all++;
            }
        }
        // Nearly every tree is some host; what is refused are damaged facts.
        assertThat(read).isBetween(all / 2, all - 1);
    }
}
