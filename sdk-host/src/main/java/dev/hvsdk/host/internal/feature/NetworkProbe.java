/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.SR_IOV;
import static dev.hvsdk.api.machine.CpuFeature.VMDQ;
import static dev.hvsdk.api.machine.CpuFeature.VT_C;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostDirectory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Help of devices with virtualization: SR-IOV, VMDq, and VT-c, which is Intel's name for both. */
final class NetworkProbe implements FeatureProbe {
    private static final String PCI = "/sys/bus/pci/devices";
    private static final String TOTAL = "sriov_totalvfs";
    private static final String NETWORK = "/sys/class/net";

    /** So many devices are proof enough; a host may have hundreds. */
    private static final int MAX_EVIDENCE = 8;

    private static final Pattern SOME = Pattern.compile("[1-9]\\d{0,4}");

    /**
     * Drivers of the Intel adapters whose data sheets have VMDq: 82575 and 82576 (igb), 82598 to X550 (ixgbe), X710 (i40e),
     * FM10000 (fm10k). The kernel shows it for none of them.
     */
    private static final Set<String> VMDQ_DRIVERS = Set.of("igb", "ixgbe", "i40e", "fm10k");

    @Override
    public void probe(Machine machine, Reports reports) {
        reports.add(SR_IOV, sriov(machine));
        reports.add(VMDQ, vmdq(machine));
        reports.add(VT_C, either(reports.of(SR_IOV), reports.of(VMDQ)));
    }

    private static Finding sriov(Machine machine) {
        Fact<List<String>> devices = machine.files().list(PCI);
        HostDirectory functions = machine.files().directory(PCI);
        List<Evidence> able = devices.value().orElse(List.of()).stream()
                .flatMap(name -> virtualFunctions(functions.directory(name)).stream())
                .limit(MAX_EVIDENCE)
                .toList();
        if (!able.isEmpty()) {
            return Finding.of(FeatureState.USABLE, able);
        } else if (devices.isKnown()) {
            return none(machine, Evidence.ofKernel(PCI, "no device shows virtual functions"));
        }
        // A machine that shows its buses and has no PCI has no SR-IOV; one that shows nothing may have it.
        Evidence none = Evidence.ofKernel(PCI, "not there");
        return machine.files().exists("/sys/bus") ? none(machine, none) : Finding.unknown(machine.toRead(PCI), none);
    }

    /** A guest sees the devices that it was given, which says nothing about those of the hardware. */
    private static Finding none(Machine machine, Evidence evidence) {
        return machine.hypervisor()
                .map(hypervisor -> Finding.withheld(machine, false, evidence, hypervisor))
                .orElseGet(() -> Finding.absent(evidence));
    }

    private static Optional<Evidence> virtualFunctions(HostDirectory function) {
        return function.attribute(TOTAL)
                .value()
                .filter(total -> SOME.matcher(total).matches())
                .map(total -> Evidence.ofKernel(function.path() + "/" + TOTAL, total));
    }

    private static Finding vmdq(Machine machine) {
        Fact<List<String>> adapters = machine.files().list(NETWORK);
        HostDirectory network = machine.files().directory(NETWORK);
        List<Evidence> able = adapters.value().orElse(List.of()).stream()
                .flatMap(name -> vmdqDriver(network.directory(name).directory("device")).stream())
                .limit(MAX_EVIDENCE)
                .toList();
        if (!able.isEmpty()) {
            return Finding.of(FeatureState.UNKNOWN, able)
                    .remedy("Look in the data sheet of the adapter: the kernel does not show VMDq");
        }
        return adapters.isKnown()
                ? none(machine, Evidence.ofKernel(NETWORK, "no adapter of a family known to have VMDq"))
                : Finding.unknown(machine.toRead(NETWORK), Evidence.ofKernel(NETWORK, "not there"));
    }

    private static Optional<Evidence> vmdqDriver(HostDirectory device) {
        return device.linkName("driver")
                .filter(VMDQ_DRIVERS::contains)
                .map(driver -> Evidence.ofKernel(device.path() + "/driver", driver));
    }

    private static Finding either(FeatureReport sriov, FeatureReport vmdq) {
        boolean undecided = !sriov.isUsable() && vmdq.state() == FeatureState.UNKNOWN;
        FeatureReport decisive = undecided ? vmdq : sriov;
        List<Evidence> evidence = List.of(Finding.because(SR_IOV, sriov.state()), Finding.because(VMDQ, vmdq.state()));
        return new Finding(decisive.state(), evidence, decisive.remedy().orElse(null));
    }
}
