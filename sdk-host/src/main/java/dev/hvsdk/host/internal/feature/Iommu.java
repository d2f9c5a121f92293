/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.root.Fact;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One kind of IOMMU: announced by firmware, taken up by the kernel.
 *
 * @param feature the feature
 * @param set the architecture that it belongs to
 * @param cpu the virtualization of the CPUs that it comes with, if that tells
 * @param table the ACPI table that announces it
 * @param unit how the kernel's names for its units begin
 * @param parameter the kernel parameter that switches it
 */
record Iommu(
        CpuFeature feature, InstructionSet set, @Nullable CpuFeature cpu, String table, String unit, String parameter) {
    private static final String TABLES = "/sys/firmware/acpi/tables";
    private static final String UNITS = "/sys/class/iommu";
    private static final String GROUPS = "/sys/kernel/iommu_groups";

    static final Iommu VT_D =
            new Iommu(CpuFeature.VT_D, InstructionSet.X86, CpuFeature.VT_X, "DMAR", "dmar", "intel_iommu");

    static final Iommu AMD_VI =
            new Iommu(CpuFeature.AMD_VI, InstructionSet.X86, CpuFeature.AMD_V, "IVRS", "ivhd", "amd_iommu");

    static final Iommu SMMU = new Iommu(CpuFeature.SMMU, InstructionSet.ARM, null, "IORT", "smmu", "iommu.passthrough");

    /** What is found out about it, with the kernel parameters that bear on it where it is not in use. */
    Finding find(Machine machine) {
        if (!machine.is(set)) {
            return Finding.onOtherCpu(machine);
        }
        Finding found = findOnItsArchitecture(machine);
        return found.state() == FeatureState.USABLE
                ? found
                : found.and(machine.commandLine().find(parameter))
                        .and(machine.commandLine().find("iommu"));
    }

    private Finding findOnItsArchitecture(Machine machine) {
        List<String> units = names(machine, UNITS).stream()
                .filter(name -> name.startsWith(unit))
                .toList();
        boolean announced = names(machine, TABLES).contains(table);
        if (!units.isEmpty()) {
            return taken(machine, Evidence.ofKernel(UNITS, String.join(" ", units)));
        } else if (!announced) {
            return unannounced(machine);
        }
        Evidence announcement = Evidence.ofFirmware(TABLES, table);
        return names(machine, GROUPS).isEmpty() ? off(machine, announcement) : taken(machine, announcement);
    }

    private static List<String> names(Machine machine, String directory) {
        return machine.files().list(directory).value().orElse(List.of());
    }

    /** Devices are in groups once a driver has taken up the IOMMU. */
    private Finding taken(Machine machine, Evidence units) {
        int groups = names(machine, GROUPS).size();
        Evidence grouped = Evidence.ofKernel(GROUPS, groups + " groups");
        return groups > 0
                ? Finding.usable(units, grouped)
                : Finding.of(FeatureState.DISABLED_BY_KERNEL, units, grouped).remedy(bootRemedy());
    }

    private Finding off(Machine machine, Evidence announced) {
        return machine.hostedBy()
                .map(host -> ownedByHypervisor(announced, host))
                .orElseGet(() -> Finding.of(
                                FeatureState.DISABLED_BY_KERNEL, announced, Evidence.ofKernel(UNITS, "no unit of it"))
                        .remedy(bootRemedy()));
    }

    /**
     * Without an announcement nobody can see whether the chipset lacks it or the firmware left it off. The maker of the CPU
     * decides only here: machine emulators pair any CPU with any IOMMU.
     */
    private Finding unannounced(Machine machine) {
        Fact<List<String>> tables = machine.files().list(TABLES);
        Evidence none = Evidence.ofFirmware(TABLES, tables.isKnown() ? "no table " + table : "not readable");
        Optional<Evidence> host = machine.hostedBy();
        if (isForOtherCpus(machine)) {
            return Finding.absent(machine.vendor(), none);
        }
        return host.isPresent() ? ownedByHypervisor(none, host.get()) : unannounced(machine, none);
    }

    private Finding unannounced(Machine machine, Evidence none) {
        return machine.hypervisor()
                .map(hypervisor -> Finding.of(FeatureState.HIDDEN_BY_HYPERVISOR, none, hypervisor)
                        .remedy("Have a virtual IOMMU added to this guest by whoever runs its hypervisor"))
                .orElseGet(() -> Finding.unknown(none)
                        .remedy("Enable " + feature.displayName() + " (IOMMU) in the firmware setup, if it offers it"));
    }

    private boolean isForOtherCpus(Machine machine) {
        return cpu != null
                && machine.maker()
                        .filter(maker -> !maker.virtualization().equals(cpu))
                        .isPresent();
    }

    private static Finding ownedByHypervisor(Evidence table, Evidence host) {
        return Finding.unknown(table, host)
                .remedy("Ask the hypervisor, which drives the IOMMU itself: with Xen, 'xl info' lists hvm_directio");
    }

    private String bootRemedy() {
        return set == InstructionSet.ARM
                ? "Boot a kernel that has the driver of the SMMU"
                : "Boot with the kernel parameter " + parameter + "=on";
    }
}
