/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.live.Mutants;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands of answers that are almost an engine's, by a seed; the fuzzer goes on where this ends (profile {@code fuzz}). */
class AnswerMutationTest {
    private static final long SEED = 20_261_128L;
    private static final int ROUNDS = 2000;
    private final Mutants mutants = Mutants.of(
            SEED,
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "null",
            "-1",
            "1e999",
            "99999999999999999999",
            "\\u0000",
            "\u0000",
            "\"Id\":",
            "\"\"",
            "\"exitCode\"",
            "true",
            "\ud83d\ude00",
            "\n",
            "\u0001\u0000\u0000\u0000\u00ff\u00ff\u00ff\u00ff");

    private static List<byte[]> seeds() {
        return Mutants.seeds(AnswerMutationTest.class);
    }

    @Test
    void seedsKeepTheLaws() {
        assertThat(seeds())
                .hasSize(5)
                .allSatisfy(seed -> assertThat(AnswerLaws.hold(seed)).isTrue());
    }

    @Test
    void mutantsKeepTheLaws() {
        int read = 0;
        int all = 0;
        for (byte[] seed : seeds()) {
            for (int round = 0; round < ROUNDS; round++) {
                read += AnswerLaws.hold(mutants.next(seed)) ? 1 : 0;
                all++;
            }
        }
        // Mutants that are never or always an answer would show little.
        assertThat(read).isBetween(all / 20, all * 9 / 10);
    }
}
