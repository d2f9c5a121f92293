/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.internal.platform.InterruptRemapping.State;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptRemappingTest {
    @TempDir
    Path tree;

    private State state(@Nullable InstructionSet set, String interrupts) {
        HostFiles files = FixtureHost.in(tree)
                .file("/proc/interrupts", "            CPU0       CPU1\n" + interrupts + "\n")
                .build()
                .files();
        return InterruptRemapping.read(files, Iommu.read(files), Optional.ofNullable(set))
                .state();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86   | 24:  7  0  IR-PCI-MSI 16384-edge  PCIe PME        | ACTIVE",
                "X86   | 24:  7  0  IR-PCI-MSI-0000:00:1c.0  0-edge  PME   | ACTIVE",
                "X86   |  0:  7  0  IR-IO-APIC   2-edge  timer             | ACTIVE",
                "X86   |  0:  7  0  IO-APIC   2-edge  timer                | INACTIVE",
                "X86   | 24:  7  0  PCI-MSI-0000:00:03.0   0-edge  nvme    | INACTIVE",
                "X86   | 24:  7  0  PCI-MSI 4096-edge  IR-RX               | INACTIVE",
                "X86   | 24:  7  0  xen-pirq -msi-x  nvme                  | UNKNOWN",
                "X86   | 24:  7  0  DMAR-MSI   0-edge  dmar0               | UNKNOWN",
                "X86   | LOC:  7  0  IR-PCI-MSI                            | UNKNOWN",
                "X86   | 24:  7  0                                         | UNKNOWN",
                "X86   | rubbish                                           | UNKNOWN",
                "ARM   | 30:  0  ITS-MSI 16384 Edge  PCIe                  | ACTIVE",
                "ARM   | 30:  0  ITS-PCI-MSI-0000:00:01.0  0 Edge  PCIe    | ACTIVE",
                "ARM   | 11:  0  GICv3  30 Level  arch_timer               | UNKNOWN",
                "POWER | 16:  0  XICS   2 Edge  IPI                        | NOT_NEEDED"
            })
    void readsTheNamesOfTheControllers(InstructionSet set, String line, State state) {
        assertThat(state(set, line)).isEqualTo(state);
    }

    @Test
    void doesNotGuessOfAnArchitectureThatIsNotKnown() {
        assertThat(state(null, " 24:  7  XICS  2 Edge  IPI")).isEqualTo(State.UNKNOWN);
    }
}
