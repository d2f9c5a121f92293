/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.Fact.Reason;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.Limitation;
import java.util.List;

/** Lists a directory of sysfs whose absence is an answer and whose refusal is a limitation. */
final class Listing {
    private Listing() {}

    static List<String> of(HostFiles files, String path, List<Limitation> limitations) {
        Fact<List<String>> names = files.list(path);
        names.problem()
                .filter(problem -> problem.reason() != Reason.ABSENT)
                .ifPresent(problem -> limitations.add(new Limitation(problem.detail(), remedy(problem.reason()))));
        return names.value().orElse(List.of());
    }

    private static String remedy(Reason reason) {
        return reason == Reason.DENIED
                ? "run as root"
                : "check that sysfs is mounted on /sys, or capture the host again";
    }
}
