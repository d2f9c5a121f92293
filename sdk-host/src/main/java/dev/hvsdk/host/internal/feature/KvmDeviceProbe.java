/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.KVM;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.Fact.Reason;
import dev.hvsdk.host.root.KvmProbe;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

    private static final Set<FeatureState> CLEAR =
            EnumSet.of(FeatureState.DISABLED_BY_FIRMWARE, FeatureState.HIDDEN_BY_HYPERVISOR, FeatureState.ABSENT);

    @Override
    public void probe(Machine machine, Reports reports) {
        machine.kvm()
                .value()
                .ifPresentOrElse(answer -> reportAnswer(answer, reports), () -> reportSilence(machine, reports));
    }

    private static void reportAnswer(KvmProbe answer, Reports reports) {
        Evidence evidence = Evidence.ofKernel(
                DEVICE + " by ioctl",
                "API version " + answer.apiVersion()
                        + (answer.createsVms()
                                ? ", creates virtual machines"
                                : ", refuses to create a virtual machine"));
        if (answer.createsVms()) {
            reports.add(KVM, FeatureState.USABLE, evidence);
        } else {
            reports.add(
                    KVM,
                    FeatureState.DISABLED_BY_KERNEL,
                    List.of(evidence),
                    "End the other hypervisor that has the CPU (VirtualBox, VMware), and look in the kernel's log");
        }
    }

    private static void reportSilence(Machine machine, Reports reports) {
        boolean registered = machine.files().exists(REGISTERED);
        boolean shown = machine.files().exists(MISC);
        if (machine.kvm().isDenied() && (registered || !shown)) {
            reports.add(
                    KVM,
                    FeatureState.DISABLED_BY_KERNEL,
                    evidence(machine, registered),
                    "Run as root, or have access granted: add yourself to the group that owns " + DEVICE
                            + ", usually kvm (usermod -aG kvm USER), and log in anew");
        } else if (registered) {
            reportUnreachable(machine, reports);
        } else {
            reportNotStarted(machine, reports);
        }
    }

    private static void reportUnreachable(Machine machine, Reports reports) {
        if (machine.kvm().problem().map(Fact.Unknown::reason).equals(Optional.of(Reason.ABSENT))) {
            reports.add(
                    KVM,
                    FeatureState.DISABLED_BY_KERNEL,
                    evidence(machine, true),
                    "Make the device reachable: in a container, start it with --device " + DEVICE
                            + "; on a host, mknod " + DEVICE + " c 10 232");
        } else {
            reports.add(KVM, FeatureState.UNKNOWN, evidence(machine, true), "Ask on the live machine");
        }
    }

    private static void reportNotStarted(Machine machine, Reports reports) {
        Optional<String> system = machine.operatingSystem();
        if (system.filter(name -> !name.equals("Linux")).isPresent()) {
            reports.add(KVM, FeatureState.ABSENT, Evidence.ofKernel("operating system", system.get()));
            return;
        }
        basis(machine)
                .ifPresentOrElse(
                        basis -> reportBasis(machine, reports, basis),
                        () -> reports.add(KVM, FeatureState.UNKNOWN, evidence(machine, false), null));
    }

    private static void reportBasis(Machine machine, Reports reports, CpuFeature basis) {
        FeatureState state = reports.state(basis);
        if (CLEAR.contains(state)) {
            reports.addLike(KVM, basis);
        } else if (state == FeatureState.USABLE && isModuleStateKnown(machine)) {
            reports.add(KVM, FeatureState.DISABLED_BY_KERNEL, evidence(machine, false), moduleRemedy(machine));
        } else {
            reports.add(KVM, FeatureState.UNKNOWN, evidence(machine, false), basisRemedy(reports, basis));
        }
    }

    private static String basisRemedy(Reports reports, CpuFeature basis) {
        return reports.of(basis).remedy().orElse("Ask on the live machine");
    }

    private static boolean isModuleStateKnown(Machine machine) {
        return machine.kvm().problem().map(Fact.Unknown::reason).equals(Optional.of(Reason.ABSENT))
                || machine.files().exists(MISC);
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

    private static List<Evidence> evidence(Machine machine, boolean registered) {
        List<Evidence> evidence = new ArrayList<>();
        machine.kvm().problem().ifPresent(problem -> evidence.add(Evidence.ofKernel(DEVICE, problem.detail())));
        String shown = machine.files().exists(MISC) ? "not there" : "not known";
        evidence.add(Evidence.ofKernel(REGISTERED, registered ? "there" : shown));
        return evidence;
    }
}
