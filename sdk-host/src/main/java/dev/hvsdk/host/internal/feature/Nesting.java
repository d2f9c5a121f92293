/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.List;
import java.util.Optional;

/** How a guest gets the virtualization of the CPU from its hypervisor. */
final class Nesting {
    /** For a guest of which no more is known. */
    static final String GENERAL =
            "Have nested virtualization switched on for this guest by the administrator of its host";

    private Nesting() {}

    /** What to do in a guest of the innermost of these layers. */
    static String remedy(List<VirtualizationLayer> layers) {
        return layers.stream()
                .filter(layer -> layer.role() == LayerRole.GUEST)
                .reduce((outer, inner) -> inner)
                .filter(layer -> layer.technology().equals(Technology.XEN))
                .map(Nesting::ofXen)
                .orElse(GENERAL);
    }

    /** xl.cfg(5), nestedhvm. */
    private static String ofXen(VirtualizationLayer layer) {
        return layer.variant().equals(Optional.of("pv"))
                ? "Make an HVM guest of it, with nestedhvm=1 in its xl.cfg: a paravirtual guest of Xen gets none of it"
                : GENERAL + ": nestedhvm=1 in its xl.cfg, which Xen calls experimental";
    }
}
