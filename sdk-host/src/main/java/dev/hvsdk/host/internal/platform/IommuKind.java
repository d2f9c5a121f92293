/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of IOMMU: announced by firmware, taken up by the kernel. Immutable. */
public enum IommuKind {
    /** Intel's. */
    VT_D(CpuFeature.VT_D, InstructionSet.X86, CpuFeature.VT_X, "DMAR", "dmar", "intel_iommu"),
    /** AMD's. */
    AMD_VI(CpuFeature.AMD_VI, InstructionSet.X86, CpuFeature.AMD_V, "IVRS", "ivhd", "amd_iommu"),
    /** ARM's. */
    SMMU(CpuFeature.SMMU, InstructionSet.ARM, null, "IORT", "smmu", "iommu.passthrough");

    private final CpuFeature feature;
    private final InstructionSet set;
    private final @Nullable CpuFeature cpu;
    private final String table;
    private final String unit;
    private final String parameter;

    IommuKind(
            CpuFeature feature,
            InstructionSet set,
            @Nullable CpuFeature cpu,
            String table,
            String unit,
            String parameter) {
        this.feature = feature;
        this.set = set;
        this.cpu = cpu;
        this.table = table;
        this.unit = unit;
        this.parameter = parameter;
    }

    /** The feature that it is. */
    public CpuFeature feature() {
        return feature;
    }

    /** The architecture that it belongs to. */
    public InstructionSet instructionSet() {
        return set;
    }

    /** The virtualization of the CPUs that it comes with, if that tells. */
    public Optional<CpuFeature> virtualization() {
        return Optional.ofNullable(cpu);
    }

    /** The ACPI table that announces it. */
    public String table() {
        return table;
    }

    /**
     * The names under which that table is found: Xen overwrites the first letter of Intel's, so that its dom0 leaves the IOMMU alone
     * (xen/drivers/passthrough/vtd/dmar.c, acpi_dmar_zap).
     */
    List<String> tables() {
        return this == VT_D ? List.of(table, "XMAR") : List.of(table);
    }

    /** The kernel parameter that switches it. */
    public String parameter() {
        return parameter;
    }

    /** Whether the kernel gives units of this kind such a name. */
    boolean isUnit(String name) {
        return name.startsWith(unit);
    }

    /** The parameter that forbids the kernel to use it, if there is one. */
    public Optional<Evidence> forbiddenBy(KernelCommandLine commandLine) {
        return this == SMMU
                ? Optional.empty()
                : commandLine.turnedOff(parameter).or(() -> commandLine.turnedOff("iommu"));
    }

    /** What a person does where the firmware announces it and the kernel does not use it; begins in lower case. */
    public String remedy(KernelCommandLine commandLine) {
        return forbiddenBy(commandLine)
                .map(off -> "take " + off.value() + " from the kernel command line" + unlessDefault()
                        + " and start the host again")
                .orElseGet(this::remedy);
    }

    private String unlessDefault() {
        return this == VT_D ? " (put intel_iommu=on there where the kernel's default is off)" : "";
    }

    private String remedy() {
        return switch (this) {
            case VT_D -> "put intel_iommu=on on the kernel command line and start the host again";
            // There is no amd_iommu=on (drivers/iommu/amd/init.c, parse_amd_iommu_options).
            case AMD_VI ->
                "look for AMD-Vi in the kernel's log, which says why: the kernel uses it unless a parameter forbids it";
            case SMMU -> "boot a kernel that has the driver of the SMMU";
        };
    }
}
