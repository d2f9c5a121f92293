/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.Limitation;
import dev.hvsdk.host.signal.Signal;
import java.util.List;

/**
 * What detection found out about a host.
 *
 * <p>Immutable.
 *
 * @param platforms the clouds and products that the machine is part of, bare metal of theirs included
 * @param layers the layers that the observed system runs in, outermost first; none on a physical machine
 * @param signals what was seen, and what became of each
 * @param limitations what could not be read and could have told more
 */
public record Findings(
        List<Platform> platforms,
        List<VirtualizationLayer> layers,
        List<Signal> signals,
        List<Limitation> limitations) {
    /** Copies the lists. */
    public Findings {
        platforms = List.copyOf(platforms);
        layers = List.copyOf(layers);
        signals = List.copyOf(signals);
        limitations = List.copyOf(limitations);
    }
}
