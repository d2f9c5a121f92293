/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuinfoTest {
    @Test
    void keepsTheBlocksApart() {
        Cpuinfo cpuinfo = Cpuinfo.parse("processor\t: 0\nmodel name\t: A\n\n\nprocessor\t: 1\nmodel name\t: B\n");

        assertThat(cpuinfo.blocks()).hasSize(2);
        assertThat(cpuinfo.first("model name")).contains("A");
        assertThat(cpuinfo.blocks().get(1)).containsEntry("model name", "B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flags", "Features", "features", "isa"})
    void knowsEachArchitecturesWordForFlags(String key) {
        assertThat(Cpuinfo.parse(key + " : one  two one\n").flags()).containsExactly("one", "two");
    }

    @Test
    void findsNoFlagInAnEmptyLine() {
        assertThat(Cpuinfo.parse("flags\t\t:\n").flags()).isEmpty();
    }

    @Test
    void keepsTheFlagsOfVtxApart() {
        Cpuinfo cpuinfo = Cpuinfo.parse("flags : vmx\nvmx flags : ept vpid\n");

        assertThat(cpuinfo.flags()).containsExactly("vmx");
        assertThat(cpuinfo.vmxFlags()).containsExactly("ept", "vpid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", ": no key", "no colon", "\0\0\0", "::::"})
    void readsNothingFromRubbish(String text) {
        assertThat(Cpuinfo.parse(text).blocks()).isEmpty();
    }
}
