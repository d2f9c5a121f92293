/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.List;
import java.util.Optional;

/**
 * That this is the privileged system of a hypervisor, such as Xen's dom0: it has the devices of the machine, while what the CPU and the
 * IOMMU do for virtualization the hypervisor keeps. Nothing that is not seen here is missing for that. Immutable.
 *
 * <p>What Xen answers: {@code virt_caps} of {@code xl info} (tools/xl/xl_info.c, output_physinfo), and its own log, in which it lists
 * what of VT-x or AMD-V it found (xen/arch/x86/hvm/vmx/vmcs.c, svm/svm.c).
 *
 * @param layer the hypervisor
 */
record PrivilegedHost(VirtualizationLayer layer) {

    /** Of the layers around this system the one that it is the privileged system of, if there is one. */
    static Optional<PrivilegedHost> of(List<VirtualizationLayer> layers) {
        return layers.stream()
                .filter(layer -> layer.role() == LayerRole.HOST)
                .filter(layer -> layer.technology().equals(Technology.XEN)
                        || layer.technology().equals(Technology.HYPER_V))
                .findFirst()
                .map(PrivilegedHost::new);
    }

    /** The same as evidence. */
    Evidence evidence() {
        return Machine.evidenceOf(layer);
    }

    private boolean isXen() {
        return layer.technology().equals(Technology.XEN);
    }

    /** The finding about what the CPU has for hypervisors, of which this was seen. */
    Finding keepsCpu(List<Evidence> seen) {
        return Finding.of(FeatureState.HIDDEN_BY_HYPERVISOR, seen)
                .and(Optional.of(evidence()))
                .remedy(useCpu());
    }

    private String useCpu() {
        return isXen()
                ? "Use it through Xen, which keeps it for itself: 'xl info' lists hvm among virt_caps where guests get it, and hap"
                        + " where with nested paging"
                : "Use it through the hypervisor, which keeps it for itself";
    }

    /** What a person does to learn what more the CPU has. */
    String lookAtCpu() {
        return isXen()
                ? "Look into Xen's own log, 'xl dmesg', where it lists what of the CPU it uses, or start the machine without Xen"
                : "Start the machine without its hypervisor, which does not show it";
    }

    /** The finding about an IOMMU that the firmware announces. */
    Finding keepsIommu(Evidence table) {
        return Finding.of(FeatureState.HIDDEN_BY_HYPERVISOR, table, evidence())
                .remedy(
                        isXen()
                                ? "Use it through Xen, which drives it itself: 'xl info' lists hvm_directio and pv_directio among"
                                        + " virt_caps where guests get devices"
                                : "Use it through the hypervisor, which drives it itself");
    }

    /** The finding about one that it does not: whether there is none, the firmware left it off, or it is hidden. */
    Finding mayHaveIommu(CpuFeature iommu, Evidence none) {
        String ask = isXen()
                ? "Ask Xen, which drives the IOMMU itself: 'xl info' lists hvm_directio and pv_directio among virt_caps if there is one"
                : "Ask the hypervisor, which drives the IOMMU itself";
        return Finding.unknown(ask + "; if there is none, " + IommuProbe.enable(iommu), none, evidence());
    }
}
