/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CpuIdBitsTest {
    @Test
    void readsTheFirstSignAsTheHighestBit() {
        assertThat(CpuIdBits.parse("1000:0000:0000:0000:0000:0000:0010:0000"))
                .contains(BigInteger.valueOf(0x8000_0020L));
    }

    static Stream<Arguments> notWhollyTold() {
        return Stream.of(
                argumentSet("a bit that is not told", "----:0000:0000:0000:0000:0000:0010:0000"),
                argumentSet("a bit that a guest may choose", "R000:0000:0000:0000:0000:0000:0010:0000"),
                argumentSet("a bit too few", "000:0000:0000:0000:0000:0000:0010:0000"),
                argumentSet("nothing", ""));
    }

    @ParameterizedTest
    @MethodSource("notWhollyTold")
    void guessesNoBits(String text) {
        assertThat(CpuIdBits.parse(text)).isEmpty();
    }
}
