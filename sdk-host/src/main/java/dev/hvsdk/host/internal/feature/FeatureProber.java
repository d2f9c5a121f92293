/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.internal.platform.Hardware;
import java.util.List;

/** Reports on every feature that the SDK knows by name. */
public final class FeatureProber {
    /** What CPUID and registers tell, and no file need. */
    private static final List<FeatureProbe> CPU_PROBES = List.of(
            new CpuVirtualizationProbe(CpuVirtualization.VMX),
            new CpuVirtualizationProbe(CpuVirtualization.SVM),
            new VmxControlsProbe(),
            new SvmExtensionsProbe(),
            new EncryptionProbe(),
            new TrustDomainProbe());

    /** In this order: nested virtualization rests on KVM, KVM on the CPU, and interrupt remapping on the IOMMU. */
    private static final List<FeatureProbe> OTHER_PROBES = List.of(
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
    public static List<FeatureReport> probe(Hardware hardware, List<VirtualizationLayer> layers) {
        Machine machine = new Machine(hardware, layers);
        Reports reports = new Reports();
        CPU_PROBES.forEach(probe -> probe.probe(machine, reports));
        OTHER_PROBES.forEach(probe -> probe.probe(machine, reports));
        return CpuFeature.known().stream().map(reports::of).toList();
    }

    /** Reports on the features of an x86 CPU alone, of which its registers tell: what a dump of them can be asked for. */
    public static List<FeatureReport> probeCpu(Hardware hardware, List<VirtualizationLayer> layers) {
        Machine machine = new Machine(hardware, layers);
        Reports reports = new Reports();
        CPU_PROBES.forEach(probe -> probe.probe(machine, reports));
        return CpuFeature.known().stream().filter(reports::has).map(reports::of).toList();
    }
}
