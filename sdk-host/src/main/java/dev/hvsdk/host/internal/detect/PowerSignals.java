/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.List;
import java.util.Optional;

/** POWER: a partition of PowerVM, a guest of KVM or of QEMU alone, or the bare machine (PowerNV). */
final class PowerSignals {
    private static final String PARTITIONS = "/proc/ppc64/lparcfg";

    private final Scene scene;
    private final String tree;

    PowerSignals(Scene scene) {
        this.scene = scene;
        this.tree = scene.deviceTree();
    }

    /** The hypervisor, if there is one. */
    Optional<VirtualizationLayer> layer() {
        return kvm().or(this::qemu).or(this::powervm);
    }

    /** QEMU makes the node only with KVM (hw/ppc/spapr.c, spapr_dt_hypervisor). */
    private Optional<VirtualizationLayer> kvm() {
        String path = tree + "/hypervisor/compatible";
        return scene.property(path)
                .filter("linux,kvm"::equals)
                .map(name -> Layers.of(Technology.KVM, Evidence.ofFirmware(path, name))
                        .build());
    }

    private Optional<VirtualizationLayer> qemu() {
        return qemuEvidence()
                .map(evidence -> Layers.of(scene.exists(tree) ? Technology.QEMU : Technology.KVM, evidence)
                        .confidence(Confidence.LIKELY)
                        .build());
    }

    /** The model that QEMU gives its machine (hw/ppc/spapr.c), which the kernel shows in cpuinfo. */
    private Optional<Evidence> qemuEvidence() {
        return scene.cpuinfo("machine")
                .or(() -> scene.property(tree + "/model"))
                .filter(machine -> machine.contains("emulated by qemu"))
                .map(machine -> Evidence.ofFirmware("/proc/cpuinfo machine", Lines.printable(machine)));
    }

    private Optional<VirtualizationLayer> powervm() {
        return lparcfg().or(this::partitionName).map(VirtualizationLayer.Builder::build);
    }

    /** The kernel asks the hypervisor whether processors are shared (arch/powerpc/platforms/pseries/lparcfg.c). */
    private Optional<VirtualizationLayer.Builder> lparcfg() {
        return scene.read(PARTITIONS)
                .flatMap(text -> Lines.value(text, "shared_processor_mode", '='))
                .map(mode -> Layers.of(
                        Technology.POWERVM,
                        mode.equals("1") ? "lpar-shared" : "lpar-dedicated",
                        List.of(Evidence.ofKernel(PARTITIONS, "shared_processor_mode=" + Lines.printable(mode)))));
    }

    /** PAPR: a partition's name stands in its tree. */
    private Optional<VirtualizationLayer.Builder> partitionName() {
        String path = tree + "/ibm,partition-name";
        return scene.exists(path)
                ? Optional.of(Layers.of(Technology.POWERVM, Evidence.ofFirmware(path, "there")))
                : Optional.empty();
    }
}
