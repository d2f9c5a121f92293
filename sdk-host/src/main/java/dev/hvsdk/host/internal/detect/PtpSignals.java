/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import java.util.Optional;

/** The clock that KVM offers its guests: on ARM, which has no CPUID, the one word of KVM itself. */
final class PtpSignals {
    private static final String CLOCKS = "/sys/class/ptp";

    private final Scene scene;

    PtpSignals(Scene scene) {
        this.scene = scene;
    }

    /** A clock whose driver asked KVM for it (drivers/ptp/ptp_kvm_common.c). */
    Optional<Claim> claim() {
        return scene.list(CLOCKS).stream()
                .map(clock -> CLOCKS + "/" + clock + "/clock_name")
                .filter(path -> scene.attribute(path).orElse("").equals("KVM virtual PTP"))
                .findFirst()
                .map(path -> Claim.of(Technology.KVM, Strength.INTERFACE, Evidence.ofKernel(path, "KVM virtual PTP")));
    }
}
