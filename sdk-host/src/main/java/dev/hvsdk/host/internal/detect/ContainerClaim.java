/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import org.jspecify.annotations.Nullable;

/**
 * What one signal says about a container around the observed process. Immutable.
 *
 * @param kind where the signal comes from, which says what can overrule it
 */
record ContainerClaim(
        Weight kind, Technology technology, @Nullable String variant, Evidence evidence) {
    /** The variant of a container that an orchestrator started by an engine it does not name. */
    static final String KUBERNETES = "kubernetes";

    ContainerClaim withTechnology(Technology other) {
        return new ContainerClaim(kind, other, null, evidence);
    }

    static ContainerClaim of(Weight kind, Technology technology, Evidence evidence) {
        return new ContainerClaim(kind, technology, null, evidence);
    }
}
