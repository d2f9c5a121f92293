/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.live.Mutants;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands of texts that are almost the facts of a captured host, by a seed; the fuzzer goes on where this ends (profile {@code fuzz}). */
class FactsMutationTest {
    private static final long SEED = 20_261_129L;
    private static final int ROUNDS = 1000;
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
            "0x",
            "0xffffffffffffffff",
            "99999999999999999999",
            "\\u0000",
            "\u0000",
            "true",
            "\"uid\":",
            "\"cpuid\":",
            "\"kvm\":",
            "\u001b[2J");

    private static List<byte[]> seeds() {
        return Mutants.seeds(FactsMutationTest.class);
    }

    @Test
    void seedsKeepTheLaws() {
        assertThat(seeds())
                .hasSize(4)
                .allSatisfy(seed -> assertThat(FactsLaws.hold(seed)).isTrue());
    }

    @Test
    void mutantsKeepTheLaws() {
        int read = 0;
        int all = 0;
        for (byte[] seed : seeds()) {
            for (int round = 0; round < ROUNDS; round++) {
                read += FactsLaws.hold(mutants.next(seed)) ? 1 : 0;
                all++;
            }
        }
        // Mutants that are never or always facts would show little.
        assertThat(read).isBetween(all / 20, all * 9 / 10);
    }
}
