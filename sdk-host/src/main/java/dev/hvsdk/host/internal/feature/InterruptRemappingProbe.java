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
import dev.hvsdk.host.root.Fact;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private static final String UNSAFE =
            "Without it vfio gives no device to a guest, unless vfio_iommu_type1 is loaded with allow_unsafe_interrupts=1, "
                    + "which lets the guest forge interrupts";

    @Override
    public void probe(Machine machine, Reports reports) {
        if (machine.is(InstructionSet.X86)) {
            reportX86(machine, reports);
        } else if (machine.is(InstructionSet.ARM)) {
            reportArm(machine, reports);
        } else {
            reports.add(INTERRUPT_REMAPPING, FeatureState.UNKNOWN, machine.kind());
        }
    }

    private static void reportX86(Machine machine, Reports reports) {
        Optional<Evidence> chip = chip(machine, REMAPPED_ON_X86);
        CpuFeature iommu = reports.state(VT_D) == FeatureState.ABSENT ? AMD_VI : VT_D;
        if (chip.isPresent()) {
            reports.add(INTERRUPT_REMAPPING, FeatureState.USABLE, chip.get());
        } else if (!isAnnounced(reports.state(iommu))) {
            reports.addLike(INTERRUPT_REMAPPING, iommu);
        } else if (iommu.equals(VT_D)) {
            reportIntel(machine, reports);
        } else {
            reportOff(machine, reports, List.of());
        }
    }

    private static boolean isAnnounced(FeatureState state) {
        return state == FeatureState.USABLE || state == FeatureState.DISABLED_BY_KERNEL;
    }

    private static void reportIntel(Machine machine, Reports reports) {
        Fact<byte[]> table = machine.files().bytes(DMAR, DMAR_FLAGS + 1);
        Optional<Boolean> announced =
                table.value().filter(bytes -> bytes.length > DMAR_FLAGS).map(bytes -> (bytes[DMAR_FLAGS] & 1) == 1);
        if (announced.isEmpty()) {
            reports.add(
                    INTERRUPT_REMAPPING,
                    FeatureState.UNKNOWN,
                    List.of(notUsed(machine)),
                    "Run as root to read from the table DMAR whether the chipset has it");
            return;
        }
        Evidence flags = Evidence.ofFirmware(DMAR, "INTR_REMAP " + (announced.get() ? "1" : "0"));
        if (announced.get()) {
            reportOff(machine, reports, List.of(flags));
        } else {
            reports.add(INTERRUPT_REMAPPING, FeatureState.ABSENT, List.of(flags, notUsed(machine)), UNSAFE);
        }
    }

    private static void reportOff(Machine machine, Reports reports, List<Evidence> announced) {
        List<Evidence> evidence = Stream.of(
                        announced.stream(),
                        Stream.of(notUsed(machine)),
                        machine.commandLine().find("intremap").stream(),
                        machine.commandLine().find("nointremap").stream())
                .flatMap(pieces -> pieces)
                .toList();
        boolean told = evidence.size() > announced.size() + 1;
        // AMD's table does not say whether it was switched off or cannot be had.
        FeatureState state = told || !announced.isEmpty() ? FeatureState.DISABLED_BY_KERNEL : FeatureState.UNKNOWN;
        String remedy = told ? "Boot without intremap=off and nointremap" : "Boot with intremap=on. " + UNSAFE;
        reports.add(INTERRUPT_REMAPPING, state, evidence, remedy);
    }

    private static void reportArm(Machine machine, Reports reports) {
        Optional<Evidence> chip = chip(machine, REMAPPED_ON_ARM);
        if (chip.isPresent() && reports.state(SMMU) == FeatureState.USABLE) {
            reports.add(INTERRUPT_REMAPPING, FeatureState.USABLE, chip.get());
        } else if (reports.state(SMMU) == FeatureState.USABLE) {
            reports.add(INTERRUPT_REMAPPING, FeatureState.UNKNOWN, List.of(notUsed(machine)), UNSAFE);
        } else {
            reports.addLike(INTERRUPT_REMAPPING, SMMU);
        }
    }

    private static Optional<Evidence> chip(Machine machine, Pattern pattern) {
        return machine.files()
                .text(INTERRUPTS, INTERRUPTS_LIMIT)
                .value()
                .flatMap(text -> pattern.matcher(text).results().findFirst())
                .map(match -> Evidence.ofKernel(INTERRUPTS, match.group()));
    }

    private static Evidence notUsed(Machine machine) {
        return Evidence.ofKernel(
                INTERRUPTS, machine.files().exists(INTERRUPTS) ? "no remapped interrupt" : "not readable");
    }
}
