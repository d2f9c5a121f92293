/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingFeaturesTest {
    @Test
    void readsWhatLibvirtNames() {
        String message =
                "the CPU is incompatible with host CPU: Host CPU does not provide required features: vme, sse4.1, sha-ni";

        assertThat(MissingFeatures.of(message)).containsExactly("vme", "sse4.1", "sha-ni");
    }

    @Test
    void saysNothingForAnotherReason() {
        assertThat(
                        MissingFeatures.of(
                                "the CPU is incompatible with host CPU: host CPU vendor does not match required CPU vendor AMD"))
                .isEmpty();
    }
}
