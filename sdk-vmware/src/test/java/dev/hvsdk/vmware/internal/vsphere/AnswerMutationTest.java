/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.live.Mutants;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands of answers that are almost a server's, by a seed; the fuzzer goes on where this ends (profile {@code fuzz}). */
class AnswerMutationTest {
    private static final long SEED = 20_261_129L;
    private static final int ROUNDS = 2000;
    private final Mutants mutants = Mutants.of(
            SEED,
            "<",
            ">",
            "</",
            "/>",
            "&lt;",
            "&#0;",
            "&#x1F600;",
            "&e;",
            "]]>",
            "<![CDATA[",
            "-->",
            "<objects>",
            "</objects>",
            "<val>",
            "-1",
            "99999999999999999999",
            "xsi:type=\"T\"",
            " type=\"\"",
            "\u0000",
            "\u00ff\u00fe",
            "\r",
            "<?x?>",
            "true");

    private static List<byte[]> seeds() {
        return Mutants.seeds(AnswerMutationTest.class);
    }

    @Test
    void seedsKeepTheLaws() {
        assertThat(seeds())
                .hasSize(4)
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
