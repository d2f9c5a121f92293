/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a guest gets an IOMMU from its hypervisor, for what is said about features and about devices alike.
 *
 * <p>Sources: QEMU's documentation of {@code intel-iommu} and of the machine {@code virt}, libvirt's domain format
 * ({@code iommu}), Cloud Hypervisor's docs/iommu.md, VMware's virtual machine settings of the CPU.
 */
public final class VirtualIommu {
    /** For a guest of which no more is known. */
    public static final String GENERAL =
            "give this machine a virtual IOMMU where its hypervisor can, or assign devices on the physical host";

    private static final String NONE = ": it offers no virtual IOMMU; assign devices on the physical host";

    /** Without a virtual IOMMU of which devices of the guest could be given on. */
    private static final Map<String, Technology> WITHOUT = Stream.of(
                    Technology.FIRECRACKER, Technology.NITRO, Technology.LKVM, Technology.HYPER_V, Technology.XEN)
            .collect(Collectors.toUnmodifiableMap(Technology::id, technology -> technology));

    private VirtualIommu() {}

    /** What to do in a guest of the innermost of these layers; empty if none is a hypervisor: containers do not count. */
    public static Optional<String> remedy(List<VirtualizationLayer> layers, boolean x86) {
        return layers.stream()
                .filter(layer -> layer.role() == LayerRole.GUEST)
                .filter(layer -> layer.approach() != Approach.OS_LEVEL && layer.approach() != Approach.APPLICATION)
                .reduce((outer, inner) -> inner)
                .map(layer -> remedy(layer, x86));
    }

    private static String remedy(VirtualizationLayer layer, boolean x86) {
        String technology = layer.technology().id();
        String monitor = layer.variant().filter(VirtualIommu::isMonitor).orElse(technology);
        Technology without = WITHOUT.get(monitor);
        if (without != null) {
            String on = monitor.equals(technology) ? "" : layer.technology().displayName() + " ";
            return on + "guest of " + without.displayName() + NONE;
        }
        if (monitor.equals(Technology.CLOUD_HYPERVISOR.id())) {
            return "have the devices attached with iommu=on, Cloud Hypervisor's virtio-iommu";
        }
        if (monitor.equals(Technology.VMWARE.id())) {
            return "turn the setting \"Expose IOMMU to the guest OS\" of this virtual machine on";
        }
        return monitor.equals(Technology.KVM.id()) || monitor.equals(Technology.QEMU.id()) ? ofQemu(x86) : GENERAL;
    }

    /** Others are modes, such as hvm of Xen. */
    private static boolean isMonitor(String variant) {
        return WITHOUT.containsKey(variant) || variant.equals(Technology.CLOUD_HYPERVISOR.id());
    }

    /** QEMU's intel-iommu works with a CPU of either maker. */
    private static String ofQemu(boolean x86) {
        return x86
                ? "start this machine in QEMU as -machine q35,kernel-irqchip=split with -device"
                        + " intel-iommu,intremap=on,caching-mode=on (libvirt: <iommu model='intel'><driver intremap='on'"
                        + " caching_mode='on'/></iommu>), on a CPU of Intel or AMD, or assign devices on the physical host"
                : "start this machine in QEMU with a virtual IOMMU (Arm: -machine virt,iommu=smmuv3; libvirt: <iommu"
                        + " model='smmuv3'/>), or assign devices on the physical host";
    }
}
