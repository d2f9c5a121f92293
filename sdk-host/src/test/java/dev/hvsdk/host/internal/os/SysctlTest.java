/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SysctlTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "xen", "bhyve", "generic"})
    void decodesText(String text) {
        byte[] value = (text + "\0").getBytes(StandardCharsets.US_ASCII);

        assertThat(Sysctl.decode(value, value.length)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, Integer.MAX_VALUE})
    void decodesNumbers(int number) {
        byte[] narrow = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(number)
                .array();
        byte[] wide = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putLong(number)
                .array();

        assertThat(Sysctl.decode(narrow, 4)).isEqualTo(Integer.toString(number));
        assertThat(Sysctl.decode(wide, 8)).isEqualTo(Integer.toString(number));
    }

    @Test
    void decodesNothing() {
        assertThat(Sysctl.decode(new byte[8], 0)).isEmpty();
    }
}
