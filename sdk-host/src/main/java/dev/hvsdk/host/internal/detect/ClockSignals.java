/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clocks that a hypervisor offers its guests: the kernel's word for it, where CPUID cannot be asked or, as on ARM, does not
 * exist. The world may read them, in a container too.
 */
final class ClockSignals {
    private static final String SOURCES = "/sys/devices/system/clocksource/clocksource0/available_clocksource";
    private static final String PTP = "/sys/class/ptp";

    /** arch/x86/kernel/kvmclock.c, drivers/clocksource/hyperv_timer.c: registered only where the hypervisor has them. */
    static final Map<String, Technology> NAMES = Map.of(
            "kvm-clock", Technology.KVM,
            "hyperv_clocksource_tsc_page", Technology.HYPER_V,
            "hyperv_clocksource_msr", Technology.HYPER_V);

    private final Scene scene;

    ClockSignals(Scene scene) {
        this.scene = scene;
    }

    /** What the clocks claim. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (String name : scene.attribute(SOURCES).orElse("").split(" ")) {
            Technology technology = NAMES.get(name);
            if (technology != null) {
                claims.add(Claim.of(technology, Weight.INTERFACE, Evidence.ofKernel(SOURCES, name)));
            }
        }
        ptp().ifPresent(claims::add);
        return claims;
    }

    /** A clock whose driver asked KVM for it (drivers/ptp/ptp_kvm_common.c). */
    private Optional<Claim> ptp() {
        return scene.list(PTP).stream()
                .map(clock -> PTP + "/" + clock + "/clock_name")
                .filter(path -> scene.attribute(path).orElse("").equals("KVM virtual PTP"))
                .findFirst()
                .map(path -> Claim.of(Technology.KVM, Weight.INTERFACE, Evidence.ofKernel(path, "KVM virtual PTP")));
    }
}
