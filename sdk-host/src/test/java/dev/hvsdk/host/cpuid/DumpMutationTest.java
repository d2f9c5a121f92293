/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.live.Mutants;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands of texts that are almost dumps of CPUID, by a seed; the fuzzer goes on where this ends (profile {@code fuzz}). */
class DumpMutationTest {
    private static final long SEED = 20_261_129L;
    private static final int ROUNDS = 1000;
    private final Mutants mutants = Mutants.of(
            SEED,
            "CPU 0:",
            "eax=",
            "0x",
            "ffffffff",
            "-",
            "[SL 01]",
            "<",
            ">",
            "&#0;",
            "{",
            "}",
            "[",
            ",",
            ":",
            "\n",
            "\r",
            "\u0000",
            "CPUID ",
            "MSR ",
            "-1",
            "9999999999999999",
            "GenuineIntel",
            "\"cpuid\":",
            "<cpuid eax_in='0'/>");

    private static List<byte[]> seeds() {
        return Mutants.seeds(DumpMutationTest.class);
    }

    @Test
    void seedsKeepTheLaws() {
        assertThat(seeds())
                .hasSize(6)
                .allSatisfy(seed -> assertThat(DumpLaws.hold(seed)).isTrue());
    }

    @Test
    void mutantsKeepTheLaws() {
        int read = 0;
        int all = 0;
        for (byte[] seed : seeds()) {
            for (int round = 0; round < ROUNDS; round++) {
                read += DumpLaws.hold(mutants.next(seed)) ? 1 : 0;
                all++;
            }
        }
        // Mutants that are never or always a dump would show little.
        assertThat(read).isBetween(all / 20, all * 9 / 10);
    }
}
