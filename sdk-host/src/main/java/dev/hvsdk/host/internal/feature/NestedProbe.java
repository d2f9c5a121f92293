/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.KVM;
import static dev.hvsdk.api.machine.CpuFeature.NESTED;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether KVM lets its guests run hypervisors of their own. */
final class NestedProbe implements FeatureProbe {
    /** The modules with a parameter {@code nested}: x86 two, POWER one, IBM Z the core module. */
    private static final List<String> MODULES = List.of("kvm_intel", "kvm_amd", "kvm_hv", "kvm");

    private static final String SHOWN = "/sys/module";

    private static final Set<String> ON = Set.of("Y", "1");

    @Override
    public void probe(Machine machine, Reports reports) {
        Optional<Finding> setting = MODULES.stream()
                .flatMap(module -> setting(machine, module).stream())
                .findFirst();
        reports.add(NESTED, setting.orElseGet(() -> withoutSetting(machine, reports)));
    }

    private static Optional<Finding> setting(Machine machine, String module) {
        return machine.parameter(module, "nested")
                .map(value -> ON.contains(value.value())
                        ? Finding.usable(value)
                        : Finding.of(FeatureState.DISABLED_BY_KERNEL, value)
                                .remedy("Load the module anew with it: modprobe -r " + module + " && modprobe " + module
                                        + " nested=1"));
    }

    private static Finding withoutSetting(Machine machine, Reports reports) {
        if (machine.is(InstructionSet.ARM) && machine.commandLine().has("kvm-arm.mode", "nested")) {
            return Finding.usable().and(machine.commandLine().find("kvm-arm.mode"));
        }
        // Who may not open the device knows less of it than root, so that the answer must not be firmer.
        boolean open = machine.kvm().isSure() || machine.kvm().answer().isDenied();
        return open ? withoutShownSetting(machine) : reports.like(KVM);
    }

    private static Finding withoutShownSetting(Machine machine) {
        return machine.files().exists(SHOWN)
                ? withoutParameter(machine)
                : Finding.unknown(machine.toRead(SHOWN), Evidence.ofKernel(SHOWN, "not there"));
    }

    private static Finding withoutParameter(Machine machine) {
        Evidence none = Evidence.ofKernel(SHOWN, "no KVM module has a parameter nested");
        return machine.paravirtualKvm()
                .map(module -> Finding.unknown(
                        "Nothing can be set: " + module.value() + " has no such switch; try a hypervisor in a guest",
                        none,
                        module))
                .orElseGet(() -> Finding.unknown(
                        "Nothing can be set: this KVM has no such switch; try a hypervisor in a guest", none));
    }
}
