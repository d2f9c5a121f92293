/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.RecordedFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuidTableTest {
    private static final CpuidLeaf NOTHING = new CpuidLeaf(0, 0, 0, 0);
    private static final CpuidLeaf RUBBISH = new CpuidLeaf(-1, -1, -1, -1);

    private static CpuidTable table(int maxBasic, int maxExtended) {
        return new CpuidTable(RecordedFacts.builder()
                .cpuid(0, 0, new CpuidLeaf(maxBasic, 0, 0, 0))
                .cpuid(7, 0, RUBBISH)
                .cpuid(0x8000_0000, 0, new CpuidLeaf(maxExtended, 0, 0, 0))
                .cpuid(0x8000_000A, 0, RUBBISH)
                .build());
    }

    @Test
    void readsLeavesWithinTheRanges() {
        CpuidTable table = table(7, 0x8000_000A);

        assertThat(table.leaf(7, 0)).isEqualTo(Fact.known(RUBBISH));
        assertThat(table.leaf(0x8000_000A, 0)).isEqualTo(Fact.known(RUBBISH));
    }

    @ParameterizedTest
    @CsvSource({"6, 0x80000009", "0, 0x80000000", "2, 0"})
    void takesLeavesBeyondTheRangesForZero(int maxBasic, long maxExtended) {
        CpuidTable table = table(maxBasic, (int) maxExtended);

        assertThat(table.leaf(7, 0)).isEqualTo(Fact.known(NOTHING));
        assertThat(table.leaf(0x8000_000A, 0)).isEqualTo(Fact.known(NOTHING));
    }

    @Test
    void keepsTheReasonWhenNothingCanBeRead() {
        CpuidTable table = new CpuidTable(RecordedFacts.none());

        assertThat(table.leaf(7, 0).isKnown()).isFalse();
        assertThat(table.brand().isKnown()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0x000306c3, 6, 60, 3", // Intel Core i7-4770
        "0x00800f12, 23, 1, 2", // AMD EPYC 7451
        "0x00000f4a, 15, 4, 10", // Intel Pentium D
        "0x00040f33, 15, 67, 3", // AMD Athlon 64 X2, revision F
        "0x00000501, 5, 0, 1", // AMD K5
        "0x000307b1, 7, 59, 1", // Zhaoxin KX-U6780A
    })
    void decodesFamilyModelAndStepping(int eax, int family, int model, int stepping) {
        assertThat(CpuidSignature.of(eax)).isEqualTo(new CpuidSignature(family, model, stepping));
    }
}
