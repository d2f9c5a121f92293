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

    private static final Set<String> ON = Set.of("Y", "1");

    @Override
    public void probe(Machine machine, Reports reports) {
        Optional<Evidence> setting = MODULES.stream()
                .flatMap(module -> machine.parameter(module, "nested").stream())
                .findFirst();
        setting.ifPresentOrElse(value -> reportSetting(value, reports), () -> reportWithoutSetting(machine, reports));
    }

    private static void reportSetting(Evidence setting, Reports reports) {
        if (ON.contains(setting.value())) {
            reports.add(NESTED, FeatureState.USABLE, setting);
        } else {
            String module = setting.source().split("/")[3];
            reports.add(
                    NESTED,
                    FeatureState.DISABLED_BY_KERNEL,
                    List.of(setting),
                    "Load the module anew with it: modprobe -r " + module + " && modprobe " + module + " nested=1");
        }
    }

    private static void reportWithoutSetting(Machine machine, Reports reports) {
        if (machine.is(InstructionSet.ARM) && machine.commandLine().has("kvm-arm.mode", "nested")) {
            machine.commandLine()
                    .find("kvm-arm.mode")
                    .ifPresent(mode -> reports.add(NESTED, FeatureState.USABLE, mode));
        } else if (reports.state(KVM) == FeatureState.USABLE) {
            reports.add(
                    NESTED,
                    FeatureState.UNKNOWN,
                    Evidence.ofKernel("/sys/module", "no KVM module has a parameter nested"));
        } else {
            reports.addLike(NESTED, KVM);
        }
    }
}
