/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.HostRoot;
import java.util.List;

/** Reports on every feature that the SDK knows by name. */
public final class FeatureProber {
    /** In this order: nested virtualization rests on KVM, KVM on the CPU, and interrupt remapping on the IOMMU. */
    private static final List<FeatureProbe> PROBES = List.of(
            new CpuVirtualizationProbe(CpuVirtualization.VMX),
            new CpuVirtualizationProbe(CpuVirtualization.SVM),
            new VmxControlsProbe(),
            new SvmExtensionsProbe(),
            new EncryptionProbe(),
            new TrustDomainProbe(),
            new OtherArchitecturesProbe(),
            new KvmDeviceProbe(),
            new NestedProbe(),
            new IommuProbe(),
            new InterruptRemappingProbe(),
            new NetworkProbe());

    private FeatureProber() {}

    /**
     * One report for each of {@link CpuFeature#known()}, in that order.
     *
     * <p>Works unprivileged; MSRs, the contents of ACPI tables and often {@code /dev/kvm} need root, and a report that would be
     * surer with them says so in its remedy.
     *
     * @param layers the virtualization layers that the host was found to run in, outermost first
     */
    public static List<FeatureReport> probe(HostRoot root, List<VirtualizationLayer> layers) {
        Machine machine = new Machine(root, layers);
        Reports reports = new Reports();
        PROBES.forEach(probe -> probe.probe(machine, reports));
        return CpuFeature.known().stream().map(reports::of).toList();
    }
}
