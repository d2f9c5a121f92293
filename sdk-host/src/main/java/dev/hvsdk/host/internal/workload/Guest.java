/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.workload;

import dev.hvsdk.api.machine.Technology;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command line tells of the guest that its process carries. Immutable. */
record Guest(
        Technology technology,
        @Nullable String name,
        @Nullable String manager) {
    static Guest of(Technology technology) {
        return new Guest(technology, null, null);
    }

    Guest named(Optional<String> found) {
        return new Guest(technology, found.filter(text -> !text.isBlank()).orElse(null), manager);
    }

    Guest managedBy(@Nullable String who) {
        return new Guest(technology, name, who);
    }
}
