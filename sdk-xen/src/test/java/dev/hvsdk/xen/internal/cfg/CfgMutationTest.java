/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.live.Mutants;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands of files that are almost a guest's, by a seed; the fuzzer goes on where this ends (profile {@code fuzz}). */
class CfgMutationTest {
    private static final long SEED = 20_261_129L;
    private static final int ROUNDS = 2000;
    private final Mutants mutants = Mutants.of(
            SEED,
            "[",
            "]",
            ",",
            "'",
            "\"",
            "\\",
            "#",
            ";",
            "=",
            "+=",
            "\n",
            "\r\n",
            "\t",
            "-1",
            "0x",
            "08",
            "99999999999999999999",
            "\u0000",
            "\\x41",
            "''",
            "[]",
            "disk = [ '",
            "vif += [ 'mac=",
            "target=",
            "cdrom",
            "tap:",
            "@",
            "\u00ff");

    private static List<byte[]> seeds() {
        return Mutants.seeds(CfgMutationTest.class);
    }

    @Test
    void seedsKeepTheLaws() {
        assertThat(seeds())
                .hasSize(3)
                .allSatisfy(seed -> assertThat(CfgLaws.hold(seed)).isTrue())
                .allSatisfy(seed -> CfgGuest.of(CfgFile.parse(seed)).check());
    }

    @Test
    void mutantsKeepTheLaws() {
        int read = 0;
        int all = 0;
        for (byte[] seed : seeds()) {
            for (int round = 0; round < ROUNDS; round++) {
                read += CfgLaws.hold(mutants.next(seed)) ? 1 : 0;
                all++;
            }
        }
        // Mutants that are never or always a file would show little.
        assertThat(read).isBetween(all / 20, all * 9 / 10);
    }
}
