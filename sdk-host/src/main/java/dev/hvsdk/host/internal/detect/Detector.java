/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.HostRoot;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which virtualization layers a host runs in.
 *
 * <p>Thread-safe: each run looks for itself. It needs no privilege, never throws for what a host holds, and reads each file at
 * most once; how it weighs is told in docs/detection.md.
 */
public final class Detector {
    private Detector() {}

    /** Looks at a host once. */
    public static Findings detect(HostRoot root) {
        Scene scene = new Scene(root);
        List<VirtualizationLayer> translators = new TranslationSignals(scene).layers();
        MachineSignals machine = new MachineSignals(scene, isTranslated(translators));
        String system = scene.facts().operatingSystem().value().orElse("Linux");
        List<VirtualizationLayer> layers =
                new ForeignSystems(scene).layers(system).orElseGet(() -> linux(scene, machine, translators));
        return new Findings(machine.platforms(), layers, scene.trace().signals(), scene.limitations());
    }

    private static boolean isTranslated(List<VirtualizationLayer> translators) {
        return translators.stream().anyMatch(layer -> layer.approach() == Approach.APPLICATION);
    }

    private static List<VirtualizationLayer> linux(
            Scene scene, MachineSignals machine, List<VirtualizationLayer> translators) {
        List<VirtualizationLayer> layers = new ArrayList<>(machine.layers());
        KernelSignals kernel = new KernelSignals(scene);
        layers.addAll(kernel.layers(layers));
        layers.addAll(new ContainerSignals(scene).layers(kernel.isWsl2()));
        layers.addAll(translators);
        return layers;
    }
}
