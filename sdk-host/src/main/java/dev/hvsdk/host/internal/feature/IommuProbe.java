/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.platform.Iommu;
import dev.hvsdk.host.internal.platform.IommuKind;
import java.util.List;
import java.util.Optional;

/** The IOMMUs of Intel, AMD and ARM: announced by firmware, taken up by the kernel. */
final class IommuProbe implements FeatureProbe {
    @Override
    public void probe(Machine machine, Reports reports) {
        List.of(IommuKind.values()).forEach(kind -> reports.add(kind.feature(), find(machine, kind)));
    }

    /** What is found out about one kind, with the kernel parameters that bear on it where it is not in use. */
    private static Finding find(Machine machine, IommuKind kind) {
        if (!machine.is(kind.instructionSet())) {
            return Finding.onOtherCpu(machine);
        }
        Finding found = findOnItsArchitecture(machine, kind);
        return found.state() == FeatureState.USABLE
                ? found
                : found.and(machine.commandLine().find(kind.parameter()))
                        .and(machine.commandLine().find("iommu"));
    }

    private static Finding findOnItsArchitecture(Machine machine, IommuKind kind) {
        List<String> units = machine.iommu().units(kind);
        if (!units.isEmpty()) {
            return taken(machine, kind, Evidence.ofKernel(Iommu.UNITS, String.join(" ", units)));
        }
        return machine.iommu()
                .announcement(kind)
                .map(table -> announced(machine, kind, Evidence.ofFirmware(Iommu.TABLES, table)))
                .orElseGet(() -> unannounced(machine, kind));
    }

    private static Finding announced(Machine machine, IommuKind kind, Evidence table) {
        return machine.iommu().isInUse() ? taken(machine, kind, table) : off(machine, kind, table);
    }

    /** Devices are in groups once a driver has taken up the IOMMU. */
    private static Finding taken(Machine machine, IommuKind kind, Evidence units) {
        Evidence grouped = Evidence.ofKernel(Iommu.GROUPS, machine.iommu().groupCount() + " groups");
        return machine.iommu().isInUse()
                ? Finding.usable(units, grouped)
                : Finding.of(FeatureState.DISABLED_BY_KERNEL, units, grouped).remedy(remedy(machine, kind));
    }

    private static Finding off(Machine machine, IommuKind kind, Evidence announced) {
        return machine.host()
                .map(host -> host.keepsIommu(announced))
                .orElseGet(() -> Finding.of(
                                FeatureState.DISABLED_BY_KERNEL,
                                announced,
                                Evidence.ofKernel(Iommu.UNITS, "no unit of it"))
                        .remedy(remedy(machine, kind)));
    }

    private static String remedy(Machine machine, IommuKind kind) {
        return Finding.capitalized(kind.remedy(machine.commandLine()));
    }

    private static Finding unannounced(Machine machine, IommuKind kind) {
        return machine.iommu().showsTables() ? unlisted(machine, kind) : unseen(machine, kind);
    }

    /**
     * Without an announcement nobody can see whether the chipset lacks it or the firmware left it off. The maker of the CPU
     * decides only here: machine emulators pair any CPU with any IOMMU.
     */
    private static Finding unlisted(Machine machine, IommuKind kind) {
        Evidence none = Evidence.ofFirmware(Iommu.TABLES, "no table " + kind.table());
        if (isForOtherCpus(machine, kind)) {
            return Finding.absent(machine.vendor(), none);
        }
        return machine.host()
                .map(host -> host.mayHaveIommu(kind.feature(), none))
                .orElseGet(() -> unannounced(machine, kind, none));
    }

    private static Finding unannounced(Machine machine, IommuKind kind, Evidence none) {
        return machine.hypervisor()
                .map(hypervisor -> Finding.of(FeatureState.HIDDEN_BY_HYPERVISOR, none, hypervisor)
                        .remedy(Finding.capitalized(machine.virtualIommuRemedy())))
                .orElseGet(() -> Finding.unknown(Finding.capitalized(enable(kind.feature())), none));
    }

    /** Nobody hides what nobody looked for. On hardware the CPU's maker decides all the same. */
    private static Finding unseen(Machine machine, IommuKind kind) {
        Evidence tables = Evidence.ofFirmware(Iommu.TABLES, "not readable");
        if (isForOtherCpus(machine, kind) && machine.above().isEmpty()) {
            return Finding.absent(machine.vendor(), tables);
        }
        return machine.host()
                .map(host -> host.mayHaveIommu(kind.feature(), tables))
                .orElseGet(() -> Finding.unknown(lookForTables(machine), tables));
    }

    private static String lookForTables(Machine machine) {
        String look = machine.toRead(Iommu.TABLES);
        return machine.hypervisor()
                .map(hypervisor -> look + "; if no IOMMU is announced there: " + machine.virtualIommuRemedy())
                .orElse(look);
    }

    private static boolean isForOtherCpus(Machine machine, IommuKind kind) {
        return kind.virtualization().isPresent()
                && machine.maker()
                        .filter(maker -> !kind.virtualization().equals(Optional.of(maker.virtualization())))
                        .isPresent();
    }

    /** What a person does where the firmware does not announce one; begins in lower case. */
    static String enable(CpuFeature iommu) {
        return "enable " + iommu.displayName() + " (IOMMU) in the firmware setup, if it offers it";
    }
}
