/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.AMD_V;
import static dev.hvsdk.api.machine.CpuFeature.AMD_VI;
import static dev.hvsdk.api.machine.CpuFeature.SMMU;
import static dev.hvsdk.api.machine.CpuFeature.VT_D;
import static dev.hvsdk.api.machine.CpuFeature.VT_X;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.root.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The IOMMUs of Intel, AMD and ARM: announced by firmware, taken up by the kernel.
 *
 * <p>The maker of the CPU decides only where firmware announces nothing: machine emulators pair any CPU with any IOMMU.
 */
final class IommuProbe implements FeatureProbe {
    private static final String TABLES = "/sys/firmware/acpi/tables";
    private static final String UNITS = "/sys/class/iommu";
    private static final String GROUPS = "/sys/kernel/iommu_groups";

    private static final List<Iommu> IOMMUS = List.of(
            new Iommu(VT_D, InstructionSet.X86, VT_X, "DMAR", "dmar", "intel_iommu"),
            new Iommu(AMD_VI, InstructionSet.X86, AMD_V, "IVRS", "ivhd", "amd_iommu"),
            new Iommu(SMMU, InstructionSet.ARM, null, "IORT", "smmu", "iommu"));

    @Override
    public void probe(Machine machine, Reports reports) {
        IOMMUS.forEach(iommu -> iommu.report(machine, reports));
    }

    /**
     * One kind of IOMMU.
     *
     * @param feature the feature
     * @param set the architecture that it belongs to
     * @param cpu the virtualization of the CPUs that it comes with, if that tells
     * @param table the ACPI table that announces it
     * @param unit how the kernel's names for its units begin
     * @param parameter the kernel parameter that switches it
     */
    private record Iommu(
            CpuFeature feature,
            InstructionSet set,
            @Nullable CpuFeature cpu,
            String table,
            String unit,
            String parameter) {
        void report(Machine machine, Reports reports) {
            if (!machine.is(set)) {
                FeatureState state = machine.instructionSet().isPresent() ? FeatureState.ABSENT : FeatureState.UNKNOWN;
                reports.add(feature, state, machine.kind());
                return;
            }
            List<String> units = names(machine, UNITS).stream()
                    .filter(name -> name.startsWith(unit))
                    .toList();
            boolean announced = names(machine, TABLES).contains(table);
            if (!units.isEmpty()) {
                reportTaken(machine, reports, Evidence.ofKernel(UNITS, String.join(" ", units)));
            } else if (announced && !names(machine, GROUPS).isEmpty()) {
                reportTaken(machine, reports, Evidence.ofFirmware(TABLES, table));
            } else if (announced) {
                reportOff(machine, reports, Evidence.ofFirmware(TABLES, table));
            } else {
                reportUnannounced(machine, reports);
            }
        }

        private static List<String> names(Machine machine, String directory) {
            return machine.files().list(directory).value().orElse(List.of());
        }

        /** Devices are in groups once a driver has taken up the IOMMU. */
        private void reportTaken(Machine machine, Reports reports, Evidence units) {
            int groups = names(machine, GROUPS).size();
            Evidence grouped = Evidence.ofKernel(GROUPS, groups + " groups");
            if (groups > 0) {
                reports.add(feature, FeatureState.USABLE, units, grouped);
            } else {
                add(machine, reports, FeatureState.DISABLED_BY_KERNEL, List.of(units, grouped), bootRemedy());
            }
        }

        private void reportOff(Machine machine, Reports reports, Evidence announced) {
            Optional<Evidence> host = machine.hostedBy();
            if (host.isPresent()) {
                add(machine, reports, FeatureState.UNKNOWN, List.of(announced, host.get()), xenRemedy());
            } else {
                Evidence none = Evidence.ofKernel(UNITS, "no unit of it");
                add(machine, reports, FeatureState.DISABLED_BY_KERNEL, List.of(announced, none), bootRemedy());
            }
        }

        /** Without an announcement nobody can see whether the chipset lacks it or the firmware left it off. */
        private void reportUnannounced(Machine machine, Reports reports) {
            Fact<List<String>> tables = machine.files().list(TABLES);
            Evidence none = Evidence.ofFirmware(TABLES, tables.isKnown() ? "no table " + table : "not readable");
            Optional<Evidence> host = machine.hostedBy();
            Optional<Evidence> hypervisor = machine.hypervisor();
            if (cpu != null
                    && machine.maker()
                            .filter(maker -> !maker.virtualization().equals(cpu))
                            .isPresent()) {
                reports.add(feature, FeatureState.ABSENT, machine.vendor(), none);
            } else if (host.isPresent()) {
                add(machine, reports, FeatureState.UNKNOWN, List.of(none, host.get()), xenRemedy());
            } else if (hypervisor.isPresent()) {
                add(
                        machine,
                        reports,
                        FeatureState.HIDDEN_BY_HYPERVISOR,
                        List.of(none, hypervisor.get()),
                        "Have a virtual IOMMU added to this guest by whoever runs its hypervisor");
            } else {
                add(
                        machine,
                        reports,
                        FeatureState.UNKNOWN,
                        List.of(none),
                        "Enable " + feature.displayName() + " (IOMMU) in the firmware setup, if it offers it");
            }
        }

        private void add(Machine machine, Reports reports, FeatureState state, List<Evidence> evidence, String remedy) {
            List<Evidence> all = new ArrayList<>(evidence);
            machine.commandLine().find(parameter).ifPresent(all::add);
            machine.commandLine()
                    .find("iommu")
                    .filter(piece -> !all.contains(piece))
                    .ifPresent(all::add);
            reports.add(feature, state, all, remedy);
        }

        private String bootRemedy() {
            return set == InstructionSet.ARM
                    ? "Boot without iommu.passthrough=1 and with a kernel that has the driver of the SMMU"
                    : "Boot with the kernel parameter " + parameter + "=on";
        }

        private static String xenRemedy() {
            return "Ask Xen, which drives the IOMMU itself: 'xl info' lists hvm_directio in virt_caps";
        }
    }
}
