/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.Optional;

/** SPARC: a logical domain knows itself by its machine description, the control domain by its services. */
final class SparcSignals {
    private static final String DESCRIPTION = "/dev/mdesc";
    private static final String SERVICES = "/sys/class/vlds";

    private final Scene scene;

    SparcSignals(Scene scene) {
        this.scene = scene;
    }

    /** The domain, if this is one (arch/sparc/kernel/mdesc.c makes the device on sun4v only). */
    Optional<VirtualizationLayer> layer() {
        return scene.exists(DESCRIPTION) ? Optional.of(domain()) : Optional.empty();
    }

    private VirtualizationLayer domain() {
        VirtualizationLayer.Builder layer =
                VirtualizationLayer.builder(Technology.LDOMS).evidence(Evidence.ofKernel(DESCRIPTION, "there"));
        if (!scene.exists(SERVICES + "/ctrl") || !scene.exists(SERVICES + "/sp")) {
            return layer.variant("guest").build();
        }
        return layer.variant("control")
                .role(LayerRole.HOST)
                .evidence(Evidence.ofKernel(SERVICES, "ctrl and sp, which only the control domain has"))
                .build();
    }
}
