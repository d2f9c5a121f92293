/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.SR_IOV;
import static dev.hvsdk.api.machine.CpuFeature.VMDQ;
import static dev.hvsdk.api.machine.CpuFeature.VT_C;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.root.Fact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Help of devices with virtualization: SR-IOV, VMDq, and VT-c, which is Intel's name for both. */
final class NetworkProbe implements FeatureProbe {
    private static final String PCI = "/sys/bus/pci/devices";
    private static final String NETWORK = "/sys/class/net";

    /**
     * Drivers of the Intel adapters whose data sheets have VMDq: 82575 and 82576 (igb), 82598 to X550 (ixgbe), X710 (i40e),
     * FM10000 (fm10k). The kernel shows it for none of them.
     */
    private static final Set<String> VMDQ_DRIVERS = Set.of("igb", "ixgbe", "i40e", "fm10k");

    @Override
    public void probe(Machine machine, Reports reports) {
        reportSriov(machine, reports);
        reportVmdq(machine, reports);
        reportBoth(reports);
    }

    private static void reportSriov(Machine machine, Reports reports) {
        Fact<List<String>> devices = machine.files().list(PCI);
        List<Evidence> functions = devices.value().orElse(List.of()).stream()
                .flatMap(device -> virtualFunctions(machine, device).stream())
                .limit(8)
                .toList();
        if (!functions.isEmpty()) {
            reports.add(SR_IOV, FeatureState.USABLE, functions, null);
        } else if (devices.isKnown()) {
            Evidence none = Evidence.ofKernel(PCI, "no device shows virtual functions");
            reports.add(SR_IOV, FeatureState.ABSENT, none);
        } else {
            reports.add(SR_IOV, withoutBus(machine), Evidence.ofKernel(PCI, "not there"));
        }
    }

    private static Optional<Evidence> virtualFunctions(Machine machine, String device) {
        String path = PCI + "/" + device + "/sriov_totalvfs";
        return machine.files()
                .attribute(path)
                .value()
                .filter(total -> total.matches("[1-9]\\d{0,4}"))
                .map(total -> Evidence.ofKernel(path, total));
    }

    /** A machine that shows its buses and has no PCI has no SR-IOV; one that shows nothing may have it. */
    private static FeatureState withoutBus(Machine machine) {
        return machine.files().exists("/sys/bus") ? FeatureState.ABSENT : FeatureState.UNKNOWN;
    }

    private static void reportVmdq(Machine machine, Reports reports) {
        Fact<List<String>> adapters = machine.files().list(NETWORK);
        List<Evidence> able = adapters.value().orElse(List.of()).stream()
                .flatMap(adapter -> vmdqDriver(machine, adapter).stream())
                .toList();
        if (!able.isEmpty()) {
            reports.add(
                    VMDQ,
                    FeatureState.UNKNOWN,
                    able,
                    "Look in the data sheet of the adapter: the kernel does not show VMDq");
        } else {
            reports.add(
                    VMDQ,
                    adapters.isKnown() ? FeatureState.ABSENT : FeatureState.UNKNOWN,
                    Evidence.ofKernel(
                            NETWORK, adapters.isKnown() ? "no adapter of a family known to have VMDq" : "not there"));
        }
    }

    private static Optional<Evidence> vmdqDriver(Machine machine, String adapter) {
        String path = NETWORK + "/" + adapter + "/device/driver";
        return machine.files()
                .link(path)
                .value()
                .map(target -> target.substring(target.lastIndexOf('/') + 1))
                .filter(VMDQ_DRIVERS::contains)
                .map(driver -> Evidence.ofKernel(path, driver));
    }

    private static void reportBoth(Reports reports) {
        FeatureState sriov = reports.state(SR_IOV);
        FeatureState vmdq = reports.state(VMDQ);
        FeatureState state = sriov == FeatureState.USABLE ? sriov : vmdq == FeatureState.UNKNOWN ? vmdq : sriov;
        reports.add(VT_C, state, Evidence.ofKernel("SR-IOV", sriov.id()), Evidence.ofKernel("VMDq", vmdq.id()));
    }
}
