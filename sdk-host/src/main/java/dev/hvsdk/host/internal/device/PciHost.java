/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.internal.device.Iommu.Presence;
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
    private final Iommu iommu;
    private final InterruptRemapping remapping;
    private final boolean unsafeInterrupts;
    private final boolean lacksVfioDriver;

    private PciHost(HostRoot root, Map<Integer, PciGroup> groups) {
        HostFiles files = root.files();
        this.groups = groups;
        iommu = Iommu.read(root, !groups.isEmpty());
        remapping = InterruptRemapping.read(root);
        unsafeInterrupts = isYes(files, "/sys/module/vfio_iommu_type1/parameters/allow_unsafe_interrupts");
        lacksVfioDriver = files.exists(DRIVERS) && !files.exists(DRIVERS + "/vfio-pci");
    }

    static PciHost of(HostRoot root, List<PciFunction> functions) {
        boolean fakeGroups = isYes(root.files(), "/sys/module/vfio/parameters/enable_unsafe_noiommu_mode");
        Map<Integer, PciGroup> groups = new HashMap<>();
        for (PciFunction function : functions) {
            OptionalInt group = function.device().iommuGroup();
            if (group.isPresent() && !(fakeGroups && isFake(root.files(), group.getAsInt()))) {
                groups.computeIfAbsent(group.getAsInt(), PciGroup::new).add(function);
            }
        }
        return new PciHost(root, groups);
    }

    /** Without an IOMMU, vfio can make groups up that isolate nothing and says so by their name (drivers/vfio/group.c). */
    private static boolean isFake(HostFiles files, int group) {
        return files.attribute("/sys/kernel/iommu_groups/" + group + "/name")
                .value()
                .filter(name -> name.equals("vfio-noiommu"))
                .isPresent();
    }

    private static boolean isYes(HostFiles files, String parameter) {
        return files.attribute(parameter).value().filter("Y"::equals).isPresent();
    }

    Iommu iommu() {
        return iommu;
    }

    InterruptRemapping remapping() {
        return iommu.presence() == Presence.IN_USE ? remapping : InterruptRemapping.NOT_NEEDED;
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
