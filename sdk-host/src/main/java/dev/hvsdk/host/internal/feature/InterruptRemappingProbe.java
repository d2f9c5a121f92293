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
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Interrupt remapping, which shows in the names of the interrupt controllers: {@code IR-PCI-MSI} on x86, {@code ITS-MSI} on ARM.
 */
final class InterruptRemappingProbe implements FeatureProbe {
    private static final String INTERRUPTS = "/proc/interrupts";
    private static final int INTERRUPTS_LIMIT = 8 << 20;
    private static final Pattern REMAPPED_ON_X86 = Pattern.compile("\\bIR-[A-Z-]+");
    private static final Pattern REMAPPED_ON_ARM = Pattern.compile("\\bITS-[A-Z-]+");

    private static final String DMAR = "/sys/firmware/acpi/tables/DMAR";
    /** Intel VT-d specification, 8.1: the header of 36 bytes, one byte of address width, then the flags. */
    private static final int DMAR_FLAGS = 37;

    private static final String UNITS = "/sys/class/iommu";
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{1,16}");
    /** The bit IR of the extended capability register (Intel VT-d specification, 11.4.3). */
    private static final long ECAP_IR = 1 << 3;

    private static final String THERE = "there";

    private static final String UNSAFE =
            "Without it vfio gives no device to a guest, unless vfio_iommu_type1 is loaded with allow_unsafe_interrupts=1, "
                    + "which lets the guest forge interrupts";

    @Override
    public void probe(Machine machine, Reports reports) {
        reports.add(INTERRUPT_REMAPPING, find(machine, reports));
    }

    private static Finding find(Machine machine, Reports reports) {
        if (machine.is(InstructionSet.X86)) {
            return chip(machine, REMAPPED_ON_X86).map(Finding::usable).orElseGet(() -> findOffOnX86(machine, reports));
        } else if (machine.is(InstructionSet.ARM)) {
            return findOnArm(machine, reports);
        }
        return Finding.unknown(machine.kind());
    }

    private static Finding findOffOnX86(Machine machine, Reports reports) {
        CpuFeature iommu = reports.state(VT_D) == FeatureState.ABSENT ? AMD_VI : VT_D;
        FeatureState state = reports.state(iommu);
        if (state != FeatureState.USABLE && state != FeatureState.DISABLED_BY_KERNEL) {
            return reports.like(iommu);
        }
        Optional<Evidence> parameter = machine.commandLine()
                .find("nointremap")
                .or(() -> machine.commandLine().find("intremap"));
        Finding found = iommu.equals(VT_D)
                ? bySilicon(machine)
                : Finding.unknown(notUsed(machine)).remedy(UNSAFE);
        return parameter.isPresent() && found.state() != FeatureState.ABSENT ? switchedOff(found, parameter) : found;
    }

    private static Finding switchedOff(Finding found, Optional<Evidence> parameter) {
        return Finding.of(FeatureState.DISABLED_BY_KERNEL, found.evidence())
                .and(parameter)
                .remedy("Boot without intremap=off and nointremap");
    }

    private static Finding bySilicon(Machine machine) {
        return table(machine)
                .or(() -> units(machine))
                .map(evidence -> bySilicon(machine, evidence))
                .orElseGet(() -> Finding.unknown(notUsed(machine))
                        .remedy("Run as root to read from the table DMAR whether the chipset has it"));
    }

    private static Finding bySilicon(Machine machine, Evidence evidence) {
        return evidence.value().equals(THERE)
                ? Finding.of(FeatureState.DISABLED_BY_KERNEL, evidence, notUsed(machine))
                        .remedy("Boot with intremap=on. " + UNSAFE)
                : Finding.absent(evidence, notUsed(machine)).remedy(UNSAFE);
    }

    /** What the firmware says; only root may read it. */
    private static Optional<Evidence> table(Machine machine) {
        return machine.files()
                .bytes(DMAR, DMAR_FLAGS + 1)
                .value()
                .filter(bytes -> bytes.length > DMAR_FLAGS)
                .map(bytes -> Evidence.ofFirmware(DMAR + " INTR_REMAP", word((bytes[DMAR_FLAGS] & 1) == 1)));
    }

    /** What the units say, as far as anyone may read it: all must have it. */
    private static Optional<Evidence> units(Machine machine) {
        List<Boolean> units = machine.files().list(UNITS).value().orElse(List.of()).stream()
                .map(unit -> UNITS + "/" + unit + "/intel-iommu/ecap")
                .flatMap(path -> machine.files().attribute(path).value().stream())
                .filter(ecap -> HEXADECIMAL.matcher(ecap).matches())
                .map(ecap -> (Long.parseUnsignedLong(ecap, 16) & ECAP_IR) != 0)
                .toList();
        return units.isEmpty()
                ? Optional.empty()
                : Optional.of(Evidence.ofKernel(UNITS + "/*/intel-iommu/ecap IR", word(!units.contains(false))));
    }

    private static String word(boolean there) {
        return there ? THERE : "not there";
    }

    private static Finding findOnArm(Machine machine, Reports reports) {
        if (reports.state(SMMU) != FeatureState.USABLE) {
            return reports.like(SMMU);
        }
        return chip(machine, REMAPPED_ON_ARM)
                .map(Finding::usable)
                .orElseGet(() -> Finding.unknown(notUsed(machine)).remedy(UNSAFE));
    }

    private static Optional<Evidence> chip(Machine machine, Pattern pattern) {
        return machine.files()
                .text(INTERRUPTS, INTERRUPTS_LIMIT)
                .value()
                .flatMap(text -> pattern.matcher(text).results().findFirst())
                .map(match -> Evidence.ofKernel(INTERRUPTS, match.group()));
    }

    private static Evidence notUsed(Machine machine) {
        boolean readable = machine.files().exists(INTERRUPTS);
        return Evidence.ofKernel(INTERRUPTS, readable ? "no remapped interrupt" : "not readable");
    }
}
