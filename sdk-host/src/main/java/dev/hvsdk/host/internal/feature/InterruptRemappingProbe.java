/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.AMD_VI;
import static dev.hvsdk.api.machine.CpuFeature.INTERRUPT_REMAPPING;
import static dev.hvsdk.api.machine.CpuFeature.SMMU;
import static dev.hvsdk.api.machine.CpuFeature.VT_D;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.internal.platform.InterruptRemapping;
import dev.hvsdk.host.internal.platform.InterruptRemapping.Silicon;
import dev.hvsdk.host.internal.platform.InterruptRemapping.State;
import java.util.EnumSet;
import java.util.Set;

/** Interrupt remapping, and where it is not in use, who is the reason. */
final class InterruptRemappingProbe implements FeatureProbe {
    /** States of the IOMMU in which its hardware is at hand, so that it can be asked for more than its own fate. */
    private static final Set<FeatureState> AT_HAND = EnumSet.of(FeatureState.USABLE, FeatureState.DISABLED_BY_KERNEL);

    private static final String UNSAFE =
            "Without it vfio gives no device to a guest, unless vfio_iommu_type1 is loaded with allow_unsafe_interrupts=1, "
                    + "which lets the guest forge interrupts";

    @Override
    public void probe(Machine machine, Reports reports) {
        reports.add(INTERRUPT_REMAPPING, find(machine, reports));
    }

    private static Finding find(Machine machine, Reports reports) {
        InterruptRemapping remapping =
                InterruptRemapping.read(machine.files(), machine.iommu(), machine.instructionSet());
        if (remapping.state() == State.ACTIVE) {
            return Finding.usable(remapping.interrupts());
        } else if (remapping.state() == State.NOT_NEEDED) {
            return Finding.unknown("Nothing can be done: Linux does not show it for this kind of CPU", machine.kind());
        }
        CpuFeature iommu = iommu(machine, reports);
        return AT_HAND.contains(reports.state(iommu)) ? unused(remapping, iommu) : reports.like(iommu);
    }

    private static CpuFeature iommu(Machine machine, Reports reports) {
        if (machine.is(InstructionSet.ARM)) {
            return SMMU;
        }
        return reports.state(VT_D) == FeatureState.ABSENT ? AMD_VI : VT_D;
    }

    private static Finding unused(InterruptRemapping remapping, CpuFeature iommu) {
        if (remapping.parameter().isPresent()
                && remapping.silicon().map(Silicon::able).orElse(true)) {
            return Finding.of(FeatureState.DISABLED_BY_KERNEL, remapping.interrupts())
                    .and(remapping.silicon().map(Silicon::evidence))
                    .and(remapping.parameter())
                    .remedy("Boot without intremap=off and nointremap");
        }
        return remapping
                .silicon()
                .map(silicon -> bySilicon(remapping, silicon))
                .orElseGet(() -> Finding.unknown(
                        iommu.equals(VT_D)
                                ? "Run as root to read from the table DMAR whether the chipset has it"
                                : UNSAFE,
                        remapping.interrupts()));
    }

    private static Finding bySilicon(InterruptRemapping remapping, Silicon silicon) {
        if (!silicon.able()) {
            return Finding.absent(silicon.evidence(), remapping.interrupts()).remedy(UNSAFE);
        }
        return remapping.state() == State.INACTIVE
                ? Finding.of(FeatureState.DISABLED_BY_KERNEL, silicon.evidence(), remapping.interrupts())
                        .remedy("Boot with intremap=on. " + UNSAFE)
                : Finding.unknown(
                        "Look in the kernel's log for 'Enabled IRQ remapping'",
                        silicon.evidence(),
                        remapping.interrupts());
    }
}
