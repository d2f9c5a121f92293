/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PciDevice;
import java.util.List;
import java.util.Set;

/** Whether devices of this host can be given to guests. */
final class PassthroughChecks {
    private static final Set<CpuFeature> IOMMUS = Set.of(CpuFeature.VT_D, CpuFeature.AMD_VI, CpuFeature.SMMU);

    private PassthroughChecks() {}

    static List<HostCheck> all() {
        return List.of(
                check("iommu", "an IOMMU that is in use", PassthroughChecks::iommu),
                check("interrupt-remapping", "isolation of devices' interrupts", PassthroughChecks::remapping),
                check("vfio", "the driver that gives devices away", PassthroughChecks::vfio),
                check("devices", "PCI functions that a guest could have", PassthroughChecks::devices),
                check("sr-iov", "devices with virtual functions", PassthroughChecks::sriov));
    }

    private static HostCheck check(String name, String title, Examination examination) {
        return new HostCheck(CheckGroup.PASSTHROUGH, name, title, examination);
    }

    private static Outcome iommu(Patient patient) {
        Outcome outcome = Outcome.of(patient.best(IOMMUS), Verdict.FAIL);
        return patient.isDom0() && outcome.verdict() == Verdict.FAIL
                ? new Outcome(Verdict.WARN, outcome.reason(), outcome.remedy())
                : outcome;
    }

    private static Outcome remapping(Patient patient) {
        FeatureReport remapping = patient.feature(CpuFeature.INTERRUPT_REMAPPING);
        return patient.best(IOMMUS).isUsable() || remapping.isUsable()
                ? Outcome.of(remapping, Verdict.FAIL)
                : Outcome.note("it is a question only where an IOMMU is in use");
    }

    private static Outcome vfio(Patient patient) {
        if (patient.isDom0()) {
            return Outcome.note("Xen gives devices away by xen-pciback instead; see xen.pciback");
        }
        return Places.driver(
                        "no PCI function can be handed over",
                        "modprobe vfio-pci",
                        "/sys/bus/pci/drivers/vfio-pci",
                        "/sys/module/vfio_pci")
                .examine(patient);
    }

    private static Outcome devices(Patient patient) {
        return patient.withoutSysfs().orElseGet(() -> shownDevices(patient));
    }

    private static Outcome shownDevices(Patient patient) {
        List<Assignability.State> states = patient.devices().stream()
                .filter(PciDevice.class::isInstance)
                .map(device -> device.assignability().state())
                .toList();
        long ready = states.stream().filter(Assignability.State.READY::equals).count();
        long preparable =
                states.stream().filter(Assignability.State.PREPARABLE::equals).count();
        if (states.isEmpty()) {
            return Outcome.note("no PCI function is shown here");
        } else if (ready + preparable > 0) {
            return Outcome.pass(ready + " of " + states.size() + " now, " + preparable + " once they are prepared");
        } else if (states.contains(Assignability.State.UNKNOWN)) {
            return Outcome.unknown("whether one of " + states.size() + " could be given", "see 'hv devices'");
        }
        return Outcome.fail("none of " + states.size(), "'hv devices' says of each what stands in the way");
    }

    private static Outcome sriov(Patient patient) {
        FeatureReport report = patient.feature(CpuFeature.SR_IOV);
        Outcome outcome = Outcome.of(report, Verdict.NOTE);
        return report.isUsable() ? outcome : Outcome.note(outcome.reason());
    }
}
