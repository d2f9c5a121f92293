/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XlLimitsTest {
    private static final ResourceLimits ALL = ResourceLimits.builder()
            .memory(MemorySize.ofMebibytes(100))
            .vcpus(2)
            .cpuWeight(512)
            .cpuLimit(new BigDecimal("0.5"))
            .build();

    @TempDir
    private Path directory;

    private StandInHost standIn;
    private Hypervisor host;
    private Guest guest;
    private ResourceTuning tuning;

    @BeforeEach
    void define() {
        standIn = StandInHost.in(directory);
        host = standIn.open();
        guest = host.define(standIn.guest("web")
                        .memory(MemorySize.ofMebibytes(96))
                        .with(XenOptions.builder()
                                .kind(XenGuestKind.PV)
                                .maxMemory(MemorySize.ofMebibytes(128))
                                .maxVcpus(2)
                                .build())
                        .build())
                .await();
        tuning = guest.capability(ResourceTuning.class).require();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void limitsOfARunningGuestChangeNowAndForLaterStarts() {
        guest.start().await();

        assertThat(tuning.apply(ALL).await()).isEqualTo(ALL);

        guest.stop().await();
        assertThat(tuning.limits()).isEqualTo(ALL);
        guest.start().await();
        assertThat(tuning.limits()).isEqualTo(ALL);
    }

    @Test
    void aRunningGuestGetsNotMoreThanItHasRoomFor() {
        guest.start().await();
        ResourceLimits before = tuning.limits();

        assertThatThrownBy(() -> tuning.apply(ResourceLimits.builder()
                                .memory(MemorySize.ofMebibytes(129))
                                .build())
                        .await())
                .isInstanceOf(WrongState.class)
                .hasMessageContaining("128 MiB");
        assertThatThrownBy(() ->
                        tuning.apply(ResourceLimits.builder().vcpus(3).build()).await())
                .isInstanceOf(WrongState.class)
                .hasMessageContaining("2 virtual CPUs");
        assertThat(tuning.limits()).isEqualTo(before);
    }

    @Test
    void aStoppedGuestGetsMoreRoom() {
        tuning.apply(ResourceLimits.builder()
                        .memory(MemorySize.ofMebibytes(256))
                        .vcpus(4)
                        .build())
                .await();

        assertThat(standIn.file("web")).contains("maxmem = 256", "maxvcpus = 4");
    }

    static List<Arguments> senseless() {
        return List.of(
                argumentSet(
                        "no processes", ResourceLimits.builder().maxProcesses(5).build()),
                argumentSet("no CPU", ResourceLimits.builder().vcpus(0).build()),
                argumentSet(
                        "no memory",
                        ResourceLimits.builder().memory(MemorySize.ZERO).build()),
                argumentSet("no weight", ResourceLimits.builder().cpuWeight(0).build()),
                argumentSet(
                        "too much weight",
                        ResourceLimits.builder().cpuWeight(65_536).build()),
                argumentSet(
                        "less than a percent",
                        ResourceLimits.builder()
                                .cpuLimit(new BigDecimal("0.009"))
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void whatXenDoesNotHaveIsRefused(ResourceLimits limits) {
        String before = standIn.file("web");

        assertThatThrownBy(() -> tuning.apply(limits).await()).isInstanceOf(Unsupported.class);
        assertThat(standIn.file("web")).isEqualTo(before);
    }
}
