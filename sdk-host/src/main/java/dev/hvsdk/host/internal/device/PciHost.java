/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.internal.device.Isolation.Presence;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.internal.platform.InterruptRemapping;
import dev.hvsdk.host.internal.platform.Iommu;
import dev.hvsdk.host.internal.platform.VirtualIommu;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.HostRoot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What all PCI functions of a host share: the IOMMU, its groups, and what the kernel has loaded for assignment. */
final class PciHost {
    private static final String DRIVERS = "/sys/bus/pci/drivers";

    private final Map<Integer, PciGroup> groups;
    private final Isolation isolation;
    private final InterruptRemapping.State remapping;
    private final boolean unsafeInterrupts;
    private final boolean lacksVfioDriver;

    private PciHost(HostRoot root, List<VirtualizationLayer> layers, Iommu iommu, Map<Integer, PciGroup> groups) {
        HostFiles files = root.files();
        this.groups = groups;
        boolean x86 = InstructionSet.of(root).equals(Optional.of(InstructionSet.X86));
        isolation = Isolation.of(files, iommu, VirtualIommu.remedy(layers, x86));
        remapping =
                InterruptRemapping.read(files, iommu, InstructionSet.of(root)).state();
        unsafeInterrupts = isYes(files, "/sys/module/vfio_iommu_type1/parameters/allow_unsafe_interrupts");
        lacksVfioDriver = files.exists(DRIVERS) && !files.exists(DRIVERS + "/vfio-pci");
    }

    static PciHost of(Hardware hardware, List<VirtualizationLayer> layers, List<PciFunction> functions) {
        Iommu iommu = hardware.iommu();
        Map<Integer, PciGroup> groups = new HashMap<>();
        for (PciFunction function : functions) {
            OptionalInt group = function.device().iommuGroup();
            if (group.isPresent() && iommu.isolates(group.getAsInt())) {
                groups.computeIfAbsent(group.getAsInt(), PciGroup::new).add(function);
            }
        }
        return new PciHost(hardware.root(), layers, iommu, groups);
    }

    private static boolean isYes(HostFiles files, String parameter) {
        return files.attribute(parameter).value().filter("Y"::equals).isPresent();
    }

    Isolation isolation() {
        return isolation;
    }

    InterruptRemapping.State remapping() {
        return isolation.presence() == Presence.IN_USE ? remapping : InterruptRemapping.State.NOT_NEEDED;
    }

    boolean allowsUnsafeInterrupts() {
        return unsafeInterrupts;
    }

    /** Whether drivers can be listed and vfio-pci is not among them. */
    boolean lacksVfioDriver() {
        return lacksVfioDriver;
    }

    /** The group that isolates a function; empty where there is none or it isolates nothing. */
    Optional<PciGroup> groupOf(PciFunction function) {
        OptionalInt number = function.device().iommuGroup();
        return number.isEmpty() ? Optional.empty() : Optional.ofNullable(groups.get(number.getAsInt()));
    }
}
