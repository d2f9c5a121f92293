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
import dev.hvsdk.host.internal.platform.KvmStart;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.Fact.Reason;
import dev.hvsdk.host.root.KvmProbe;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * KVM, which is usable when its device creates a virtual machine, whatever the CPU's flags say; else why not. */
final class KvmDeviceProbe implements FeatureProbe {
    private static final String DEVICE = "/dev/kvm";

    /** States of the CPU's virtualization in which KVM cannot have started. */
    private static final Set<FeatureState> PREVENTING =
            EnumSet.of(FeatureState.DISABLED_BY_FIRMWARE, FeatureState.HIDDEN_BY_HYPERVISOR, FeatureState.ABSENT);

    @Override
    public void probe(Machine machine, Reports reports) {
        reports.add(
                KVM,
                machine.kvm()
                        .answer()
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
        if (machine.kvm().isDenied()) {
            return found(FeatureState.DISABLED_BY_KERNEL, machine)
                    .and(machine.paravirtualKvm())
                    .remedy(machine.kvmDenialRemedy());
        }
        return machine.kvm().isSure() ? unreachable(machine) : notStarted(machine, reports);
    }

    private static Finding unreachable(Machine machine) {
        return isDeviceMissing(machine)
                ? found(FeatureState.DISABLED_BY_KERNEL, machine)
                        .remedy("Make the device reachable: in a container, start it with --device " + DEVICE
                                + "; on a host, mknod " + DEVICE + " c 10 232")
                : found(FeatureState.UNKNOWN, machine).remedy(machine.toRead(DEVICE));
    }

    private static Finding notStarted(Machine machine, Reports reports) {
        Optional<String> other = machine.operatingSystem().filter(name -> !name.equals("Linux"));
        if (other.isPresent()) {
            return Finding.absent(Evidence.ofKernel("operating system", other.get()));
        }
        return basis(machine)
                .map(basis -> byBasis(machine, reports, basis))
                .orElseGet(() -> found(FeatureState.UNKNOWN, machine).remedy(machine.toRead("/proc/cpuinfo")));
    }

    private static Finding byBasis(Machine machine, Reports reports, CpuFeature basis) {
        FeatureState state = reports.state(basis);
        if (PREVENTING.contains(state)) {
            return machine.showsSysfs() || state != FeatureState.HIDDEN_BY_HYPERVISOR
                    ? reports.like(basis)
                    : unseen(machine, Finding.because(basis, state));
        } else if (state == FeatureState.USABLE
                && (isDeviceMissing(machine) || machine.kvm().registered().isKnown())) {
            return found(FeatureState.DISABLED_BY_KERNEL, machine).remedy(moduleRemedy(machine));
        }
        return found(FeatureState.UNKNOWN, machine)
                .remedy(reports.of(basis).remedy().orElseGet(() -> machine.toRead(DEVICE)));
    }

    /** In a guest that is shown no such CPU a KVM that needs none may have started all the same. */
    private static Finding unseen(Machine machine, Evidence basis) {
        return found(FeatureState.UNKNOWN, machine)
                .and(Optional.of(basis))
                .remedy(machine.toRead(KvmStart.REGISTERED) + "; a container also needs the device " + DEVICE);
    }

    private static boolean isDeviceMissing(Machine machine) {
        return machine.kvm().answer().problem().map(Fact.Unknown::reason).equals(Optional.of(Reason.ABSENT));
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
        String registered = machine.kvm()
                .registered()
                .value()
                .map(there -> there ? "there" : "not there")
                .orElse("not known");
        return Finding.of(state)
                .and(machine.kvm().answer().problem().map(problem -> Evidence.ofKernel(DEVICE, problem.detail())))
                .and(Optional.of(Evidence.ofKernel(KvmStart.REGISTERED, registered)));
    }
}
