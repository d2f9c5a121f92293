/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.unit.MemorySize;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What values say of themselves in logs: short, and no secrets. */
class DescriptionsTest {
    @Test
    void nameAHostByWhatPeopleKnowItBy() {
        CpuInfo cpu = CpuInfo.builder().architecture("x86_64").model("EPYC").build();

        assertThat(cpu).hasToString("EPYC");
        assertThat(CpuInfo.builder().architecture("x86_64").build()).hasToString("x86_64");
        assertThat(CpuInfo.builder().build()).hasToString("CPU");
        assertThat(HostInfo.builder(cpu)
                        .name("kvm1")
                        .memory(MemorySize.ofGibibytes(64))
                        .build())
                .hasToString("kvm1, EPYC, 64 GiB");
        assertThat(HostInfo.builder(cpu).build()).hasToString("EPYC");
    }

    @Test
    void sumCountersUp() {
        assertThat(GuestStatistics.builder(Instant.EPOCH)
                        .cpuTime(Duration.ofMillis(5400))
                        .memoryUsed(MemorySize.ofGibibytes(1))
                        .build())
                .hasToString("1970-01-01T00:00:00Z: CPU time 5s, 1 GiB in use, 0 disks, 0 interfaces");
        assertThat(GuestStatistics.builder(Instant.EPOCH).build())
                .hasToString("1970-01-01T00:00:00Z: 0 disks, 0 interfaces");
    }

    @Test
    void tellTheLimitsThatThereAre() {
        assertThat(ResourceLimits.builder()
                        .vcpus(2)
                        .cpuLimit(new BigDecimal("1.5"))
                        .memory(MemorySize.ofGibibytes(4))
                        .build())
                .hasToString("2 vcpus, 1.5 CPUs at most, 4 GiB");
        assertThat(ResourceLimits.builder().build()).hasToString("no limits");
    }

    @Test
    void sayWhatIsAskedFor() {
        assertThat(GuestQuery.all()).hasToString("all");
        assertThat(GuestQuery.builder()
                        .state(GuestState.RUNNING)
                        .state(GuestState.PAUSED)
                        .name("web")
                        .detailed(true)
                        .build())
                .hasToString("running or paused, named web, in detail");
    }

    @Test
    void keepWhatACommandWroteToThemselves() {
        byte[] secret = "password".getBytes(StandardCharsets.UTF_8);

        assertThat(ExecResult.of(1, secret, new byte[0], true))
                .hasToString("exit code 1, 8 bytes of output, 0 of errors, truncated");
    }
}
