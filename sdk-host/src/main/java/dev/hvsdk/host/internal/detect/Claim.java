/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one signal says about the machine's hypervisor, if it were alone. Immutable. */
record Claim(Technology technology, @Nullable String variant, Weight weight, LayerRole role, Evidence evidence) {
    /**
     * The strongest first; among equals the one that is hardest to forge.
     *
     * <p>Written out, because the comparators of the JDK load method handles, which a command pays for at each start.
     */
    static int strongestFirst(Claim one, Claim other) {
        int byWeight = other.weight.compareTo(one.weight);
        return byWeight != 0 ? byWeight : one.evidence.forgery().compareTo(other.evidence.forgery());
    }

    /** Written out likewise. */
    boolean isSame(Claim other) {
        return technology.equals(other.technology)
                && Objects.equals(variant, other.variant)
                && weight == other.weight
                && role == other.role
                && Layers.isSame(evidence, other.evidence);
    }

    static Claim of(Technology technology, Weight weight, Evidence evidence) {
        return new Claim(technology, null, weight, LayerRole.GUEST, evidence);
    }

    Claim withVariant(@Nullable String name) {
        return new Claim(technology, name, weight, role, evidence);
    }

    Claim asHost(String name) {
        return new Claim(technology, name, weight, LayerRole.HOST, evidence);
    }
}
