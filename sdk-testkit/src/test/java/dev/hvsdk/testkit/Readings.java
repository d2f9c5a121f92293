/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import java.util.List;

/** All that a reading says, as text to compare. */
final class Readings {
    private Readings() {}

    static String text(GuestInfo guest) {
        return String.join(
                " ",
                guest.id().value(),
                guest.name(),
                guest.state().id(),
                String.valueOf(guest.reason()),
                String.valueOf(guest.technology()),
                String.valueOf(guest.vcpus()),
                String.valueOf(guest.memory()),
                String.valueOf(guest.maxMemory()),
                String.valueOf(guest.cpuTime()),
                String.valueOf(guest.startedAt()));
    }

    static List<String> of(Hypervisor host) {
        return host.guests().stream().map(Readings::text).toList();
    }
}
