/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.signal.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Translators around the observed process itself: its instructions or its system calls go through another program. */
final class TranslationSignals {
    private static final String STATUS = "/proc/self/status";
    private static final String HANDLERS = "/proc/sys/fs/binfmt_misc/qemu-";

    /** Leaf 0's vendor, as the translator answers it in the CPU's stead. */
    static final Map<String, Technology> VENDORS =
            Map.of("VirtualApple", Technology.ROSETTA, "PowerVM Lx86", Technology.POWERVM_LX86);

    private final Scene scene;

    TranslationSignals(Scene scene) {
        this.scene = scene;
    }

    /** The layers, outermost first. */
    List<VirtualizationLayer> layers() {
        List<VirtualizationLayer> layers = new ArrayList<>();
        vendor().or(this::qemuUser).ifPresent(layers::add);
        proot().ifPresent(layers::add);
        layers.forEach(layer -> scene.trace().decide(layer, Rule.TRANSLATORS));
        return layers;
    }

    private Optional<VirtualizationLayer> vendor() {
        return vendorEvidence()
                .map(evidence -> Layers.of(VENDORS.getOrDefault(evidence.value(), Technology.QEMU_USER), evidence)
                        .build());
    }

    private Optional<Evidence> vendorEvidence() {
        Optional<Evidence> inCpu = scene.cpuid(0)
                .map(CpuidLeaf::vendor)
                .filter(VENDORS::containsKey)
                .map(vendor -> Evidence.ofKernel("CPUID 0x0", vendor));
        return inCpu.isPresent() || scene.isLive() ? inCpu : vendorInCpuinfo();
    }

    private Optional<Evidence> vendorInCpuinfo() {
        return scene.cpuinfo("vendor_id")
                .filter(VENDORS::containsKey)
                .map(vendor -> Evidence.ofKernel("/proc/cpuinfo vendor_id", vendor));
    }

    private Optional<VirtualizationLayer> qemuUser() {
        return foreignCpu()
                .or(this::foreignHandler)
                .map(evidence -> Layers.of(Technology.QEMU_USER, evidence)
                        .confidence(Confidence.LIKELY)
                        .build());
    }

    /** QEMU answers uname(2) for the translated program, and most of its versions let cpuinfo through from the real kernel. */
    private Optional<Evidence> foreignCpu() {
        Architecture told = scene.architecture();
        boolean mayDiffer = told != Architecture.UNKNOWN && told != Architecture.OTHER && !isPlainX86(told);
        Architecture real = mayDiffer ? Architecture.ofCpuinfo(scene.cpuinfo()) : Architecture.UNKNOWN;
        return real == Architecture.UNKNOWN || real == told
                ? Optional.empty()
                : Optional.of(Evidence.ofKernel("/proc/cpuinfo", "of another architecture than uname tells"));
    }

    /** A live x86 is asked for its CPUID, where QEMU would have shown itself. */
    private boolean isPlainX86(Architecture told) {
        return told == Architecture.X86 && scene.isLive() && !CpuidSignals.isTranslated(scene);
    }

    /** Nobody registers a translator for the architecture that the machine has itself. */
    private Optional<Evidence> foreignHandler() {
        if (scene.isLive() && scene.architecture() == Architecture.X86) {
            return Optional.empty();
        }
        return scene.facts()
                .machine()
                .value()
                .filter(machine -> machine.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c)))
                .map(machine -> HANDLERS + machine)
                .filter(scene::exists)
                .map(path -> Evidence.ofSystem(path, "a translator for the machine's own architecture"));
    }

    /** PRoot traces every process in its tree by ptrace. */
    private Optional<VirtualizationLayer> proot() {
        return scene.read(STATUS)
                .flatMap(status -> Lines.value(status, "TracerPid", ':'))
                .filter(pid -> !pid.equals("0") && !pid.isEmpty() && pid.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(pid -> "/proc/" + pid + "/comm")
                .filter(path -> scene.attribute(path).orElse("").startsWith("proot"))
                .map(path -> Layers.of(Technology.PROOT, Evidence.ofSystem(path, "traces this process"))
                        .build());
    }
}
