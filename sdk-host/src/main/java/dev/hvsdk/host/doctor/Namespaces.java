/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import java.util.List;
import java.util.Optional;

/** Checks of the kernel's namespaces (namespaces(7)). */
final class Namespaces {
    private Namespaces() {}

    /** One kind of them. */
    static Outcome one(Patient patient, String kind) {
        if (patient.hasNamespace(kind)) {
            return Outcome.pass("/proc/self/ns/" + kind + " is there");
        }
        return patient.showsNamespaces()
                ? Outcome.fail(
                        "the kernel has none", "Boot a kernel that is built with CONFIG_NAMESPACES and those below it")
                : unknown();
    }

    /** Several of them. */
    static Outcome all(Patient patient, List<String> kinds) {
        if (!patient.showsNamespaces()) {
            return unknown();
        }
        List<String> missing =
                kinds.stream().filter(kind -> !patient.hasNamespace(kind)).toList();
        return missing.isEmpty()
                ? Outcome.pass(String.join(", ", kinds))
                : Outcome.fail(
                        "the kernel has none of these: " + String.join(", ", missing),
                        "Boot a kernel that is built with CONFIG_NAMESPACES and those below it");
    }

    private static Outcome unknown() {
        return Outcome.unknown("/proc/self/ns cannot be read", "look on the host");
    }

    /** Whether users who are not root may make namespaces: three switches, of which some kernels have some. */
    static Outcome unprivileged(Patient patient) {
        if (patient.hasNamespace("pid") && !patient.hasNamespace("user")) {
            return Outcome.warn("the kernel has no user namespaces", "Boot a kernel built with CONFIG_USER_NS");
        }
        return off(patient, "/proc/sys/user/max_user_namespaces", "0", "sysctl user.max_user_namespaces=15000")
                .or(() -> off(
                        patient,
                        "/proc/sys/kernel/unprivileged_userns_clone",
                        "0",
                        "sysctl kernel.unprivileged_userns_clone=1"))
                .or(() -> off(
                        patient,
                        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
                        "1",
                        "give the engine an AppArmor profile with userns, or sysctl"
                                + " kernel.apparmor_restrict_unprivileged_userns=0"))
                .orElseGet(() ->
                        patient.showsNamespaces() ? Outcome.pass("users who are not root may make them") : unknown());
    }

    private static Optional<Outcome> off(Patient patient, String switched, String off, String remedy) {
        return patient.files()
                .attribute(switched)
                .value()
                .filter(off::equals)
                .map(value -> Outcome.warn(switched + " is " + value + ", so only root makes containers", remedy));
    }
}
