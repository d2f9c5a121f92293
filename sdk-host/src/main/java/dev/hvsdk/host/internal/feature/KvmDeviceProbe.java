/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.KVM;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.CpuMaker;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.Fact.Reason;
import dev.hvsdk.host.root.KvmProbe;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * KVM, which is usable when its device creates a virtual machine, whatever the CPU's flags say; else why not.
 *
 * <p>A node {@code /dev/kvm} proves nothing: systemd makes it before the module is there (modules.devname). That KVM started is
 * seen in {@code /sys/class/misc}.
 */
final class KvmDeviceProbe implements FeatureProbe {
    /** Where the kernel shows the device that KVM registers once it started. */
    static final String REGISTERED = "/sys/class/misc/kvm";

    private static final String MISC = "/sys/class/misc";
    private static final String DEVICE = "/dev/kvm";

    /** States of the CPU's virtualization in which KVM cannot have started. */
    private static final Set<FeatureState> PREVENTING =
            EnumSet.of(FeatureState.DISABLED_BY_FIRMWARE, FeatureState.HIDDEN_BY_HYPERVISOR, FeatureState.ABSENT);

    @Override
    public void probe(Machine machine, Reports reports) {
        reports.add(
                KVM,
                machine.kvm()
                        .value()
                        .map(answer -> answered(machine, reports, answer))
                        .orElseGet(() -> silent(machine, reports)));
    }

    private static Finding answered(Machine machine, Reports reports, KvmProbe answer) {
        String machines = answer.createsVms() ? "creates virtual machines" : "refuses to create a virtual machine";
        Evidence evidence =
                Evidence.ofKernel(DEVICE + " by ioctl", "API version " + answer.apiVersion() + ", " + machines);
        return answer.createsVms()
                ? Finding.usable(evidence).and(machine.paravirtualKvm()).and(without(machine, reports))
                : Finding.of(FeatureState.DISABLED_BY_KERNEL, evidence)
                        .remedy(
                                "End the other hypervisor that has the CPU (VirtualBox, VMware), and look in the kernel's log");
    }

    /** The CPU's feature that this KVM does without, so that a reader can reconcile the two reports. */
    private static Optional<Evidence> without(Machine machine, Reports reports) {
        return basis(machine)
                .filter(feature -> reports.state(feature) == FeatureState.HIDDEN_BY_HYPERVISOR)
                .map(feature -> Finding.because(feature, reports.state(feature)));
    }

    private static Finding silent(Machine machine, Reports reports) {
        boolean registered = machine.files().exists(REGISTERED);
        boolean shown = machine.files().exists(MISC);
        if (machine.kvm().isDenied() && (registered || !shown)) {
            return found(FeatureState.DISABLED_BY_KERNEL, machine).remedy(machine.kvmDenialRemedy());
        }
        return registered ? unreachable(machine) : notStarted(machine, reports);
    }

    private static Finding unreachable(Machine machine) {
        return isDeviceMissing(machine)
                ? found(FeatureState.DISABLED_BY_KERNEL, machine)
                        .remedy("Make the device reachable: in a container, start it with --device " + DEVICE
                                + "; on a host, mknod " + DEVICE + " c 10 232")
                : found(FeatureState.UNKNOWN, machine).remedy("Ask on the live machine");
    }

    private static Finding notStarted(Machine machine, Reports reports) {
        Optional<String> other = machine.operatingSystem().filter(name -> !name.equals("Linux"));
        if (other.isPresent()) {
            return Finding.absent(Evidence.ofKernel("operating system", other.get()));
        }
        return basis(machine)
                .map(basis -> byBasis(machine, reports, basis))
                .orElseGet(() -> found(FeatureState.UNKNOWN, machine).remedy(Finding.ASK_LIVE));
    }

    private static Finding byBasis(Machine machine, Reports reports, CpuFeature basis) {
        FeatureState state = reports.state(basis);
        if (PREVENTING.contains(state)) {
            return reports.like(basis);
        } else if (state == FeatureState.USABLE
                && (isDeviceMissing(machine) || machine.files().exists(MISC))) {
            return found(FeatureState.DISABLED_BY_KERNEL, machine).remedy(moduleRemedy(machine));
        }
        return found(FeatureState.UNKNOWN, machine)
                .remedy(reports.of(basis).remedy().orElse("Ask on the live machine"));
    }

    private static boolean isDeviceMissing(Machine machine) {
        return machine.kvm().problem().map(Fact.Unknown::reason).equals(Optional.of(Reason.ABSENT));
    }

    private static String moduleRemedy(Machine machine) {
        String module = module(machine);
        return machine.hasModule(module)
                ? "Look in the kernel's log for what " + module + " says"
                : "Load the module: modprobe " + module + "; if it refuses, the kernel's log says why";
    }

    private static String module(Machine machine) {
        return machine.maker()
                .map(maker -> maker.virtualization().equals(CpuFeature.VT_X) ? "kvm_intel" : "kvm_amd")
                .orElseGet(() -> machine.is(InstructionSet.POWER) ? "kvm_hv" : "kvm");
    }

    /** The feature of the CPU that KVM rests on. */
    private static Optional<CpuFeature> basis(Machine machine) {
        return machine.instructionSet().flatMap(set -> switch (set) {
            case X86 -> machine.maker().map(CpuMaker::virtualization);
            case ARM -> Optional.of(CpuFeature.ARM_EL2);
            case POWER -> Optional.of(CpuFeature.POWER_HV);
            case S390 -> Optional.of(CpuFeature.SIE);
            case RISCV -> Optional.of(CpuFeature.RISCV_H);
            case IA64 -> Optional.of(CpuFeature.VT_I);
        });
    }

    private static Finding found(FeatureState state, Machine machine) {
        String missing = machine.files().exists(MISC) ? "not there" : "not known";
        String registered = machine.files().exists(REGISTERED) ? "there" : missing;
        return Finding.of(state)
                .and(machine.kvm().problem().map(problem -> Evidence.ofKernel(DEVICE, problem.detail())))
                .and(Optional.of(Evidence.ofKernel(REGISTERED, registered)));
    }
}
