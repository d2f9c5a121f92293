/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import org.jspecify.annotations.Nullable;

/** What one signal says about the machine's hypervisor, if it were alone. Immutable. */
record Claim(Technology technology, @Nullable String variant, Strength strength, LayerRole role, Evidence evidence) {
    /**
     * The strongest first; among equals the one that is hardest to forge.
     *
     * <p>Written out, because the comparators of the JDK load method handles, which a command pays for at each start.
     */
    static int strongestFirst(Claim one, Claim other) {
        int byStrength = other.strength.compareTo(one.strength);
        return byStrength != 0 ? byStrength : one.evidence.forgery().compareTo(other.evidence.forgery());
    }

    static Claim of(Technology technology, Strength strength, Evidence evidence) {
        return new Claim(technology, null, strength, LayerRole.GUEST, evidence);
    }

    Claim withVariant(@Nullable String name) {
        return new Claim(technology, name, strength, role, evidence);
    }

    Claim asHost(String name) {
        return new Claim(technology, name, strength, LayerRole.HOST, evidence);
    }
}
