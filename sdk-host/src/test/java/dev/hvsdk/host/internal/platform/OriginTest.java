/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.RecordedFacts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {
    private static final CpuRegister LOCK = CpuRegister.msr(0x3a);

    @TempDir
    Path tree;

    private static Origin live() {
        return Origin.of(HostRoot.live());
    }

    private Origin capture() {
        return Origin.of(HostRoot.of(tree, RecordedFacts.none()));
    }

    private static Origin dump() {
        return Origin.of(HostRoot.of(RecordedFacts.none()));
    }

    @Test
    void sendsNobodyFromTheLiveMachineToTheLiveMachine() {
        assertThat(live().toRead("/sys/module"))
                .startsWith("Look where /sys/module is shown")
                .doesNotContain("live");
        assertThat(live().toRead(LOCK)).contains("modprobe msr").doesNotContain("live", "apture", "ump");
        assertThat(live().toShowSysfs()).startsWith("mount sysfs");
        assertThat(live().missing()).isEqualTo("not readable");
    }

    @Test
    void hasACaptureMadeAnew() {
        assertThat(capture().toRead("/sys/module")).isEqualTo("Ask on the live machine, or capture it anew as root");
        assertThat(capture().toRead(LOCK))
                .isEqualTo("Capture it anew as root with the kernel's msr driver (modprobe msr)");
        assertThat(capture().toShowSysfs()).contains("capture it anew");
        assertThat(capture().missing()).isEqualTo("not in the capture");
    }

    @Test
    void makesNobodyRootInADump() {
        assertThat(dump().toRead(LOCK)).isEqualTo("Dump MSR 0x3a too, as AIDA64 and 'hv capture' do,");
        assertThat(dump().toRead(CpuRegister.leaf(0))).isEqualTo("Dump leaf 0 of CPUID too, as 'cpuid -r' does,");
        assertThat(dump().toRead(CpuRegister.leaf(0x8000_000A))).contains("leaf 0x8000000a of CPUID");
        assertThat(dump().toRead("/sys/module"))
                .startsWith("Ask on the machine itself")
                .doesNotContain("root");
        assertThat(dump().toShowSysfs()).startsWith("ask on the machine itself");
        assertThat(dump().missing()).isEqualTo("not in the dump");
    }
}
