/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.Limitation;
import java.util.List;
import java.util.Optional;

/**
 * Whether a host shows the kernel's account of its devices, drivers and modules: where it does not, nothing is absent because it
 * was not found. A container may have no {@code /sys}, or an empty one, and so may a tree that somebody copied.
 *
 * <p>Every Linux with sysfs has {@code /sys/bus}, whatever hangs on it, and every capture keeps it. Immutable.
 *
 * @param isThere whether it does
 * @param gap what is missing, such as {@code /sys is not there}, and what to do; empty also for another system than Linux, which lacks
 *     nothing in having none
 */
public record ShownSysfs(boolean isThere, Optional<Limitation> gap) {
    private static final String SYSFS = "/sys";
    private static final String BUSES = "/sys/bus";

    /** That of a host. */
    public static ShownSysfs of(HostRoot host) {
        boolean there = host.files().exists(BUSES);
        return new ShownSysfs(there, there || isOtherSystem(host) ? Optional.empty() : Optional.of(gap(host)));
    }

    private static boolean isOtherSystem(HostRoot host) {
        Fact<String> system = host.facts().operatingSystem();
        return system.isKnown() && !system.equals(Fact.known("Linux"));
    }

    private static Limitation gap(HostRoot host) {
        boolean empty = host.files().list(SYSFS).value().orElse(List.of()).isEmpty();
        return new Limitation(
                (empty ? SYSFS : BUSES) + " is not there", Origin.of(host).toShowSysfs());
    }
}
