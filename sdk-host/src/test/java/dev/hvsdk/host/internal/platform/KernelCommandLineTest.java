/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelCommandLineTest {
    @TempDir
    Path tree;

    private KernelCommandLine line(String text) {
        return KernelCommandLine.read(
                FixtureHost.in(tree).file("/proc/cmdline", text + "\n").build().files());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quiet                          | false",
                "intel_iommu=off                | true",
                "intel_iommu=sm_on,off          | true",
                "intel_iommu=off,on             | false",
                "intel_iommu=off intel_iommu=on | false",
                "intel_iommu=on intel_iommu=off | true",
                "intel_iommu=off intel_iommu=sm_on | true",
                "xintel_iommu=off               | false",
                "intel_iommu                    | false"
            })
    void takesTheLastOnOrOff(String text, boolean off) {
        assertThat(line(text).turnedOff("intel_iommu").isPresent()).isEqualTo(off);
    }

    @Test
    void findsTheLastParameterOfAKey() {
        assertThat(line("iommu=soft root=/dev/sda iommu=pt,off").find("iommu"))
                .map(Evidence::value)
                .contains("iommu=pt,off");
    }

    @Test
    void findsNoParameterThatIsNotOfVirtualization() {
        assertThat(line("token=hunter2").find("token")).isEmpty();
    }

    @Test
    void knowsTheValuesOfAParameter() {
        assertThat(line("kvm-arm.mode=nested").has("kvm-arm.mode", "nested")).isTrue();
        assertThat(line("kvm-arm.mode").has("kvm-arm.mode", "nested")).isFalse();
        assertThat(line("").has("kvm-arm.mode", "nested")).isFalse();
    }
}
