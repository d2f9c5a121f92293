/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.Support;
import java.util.ArrayList;
import java.util.List;

/** How a tool does something: by these commands, or not at all for this reason. Immutable. */
sealed interface Recipe {
    /** By one command. */
    static Recipe of(String... command) {
        return new Commands(List.of(List.of(command)));
    }

    /** Not at all. */
    static Recipe none(Support.Reason reason, String why) {
        return new Refusal(reason, why);
    }

    /** The command, then others. */
    record Commands(List<List<String>> all) implements Recipe {
        Commands then(String... command) {
            List<List<String>> more = new ArrayList<>(all);
            more.add(List.of(command));
            return new Commands(List.copyOf(more));
        }
    }

    /** Why it cannot be done. */
    record Refusal(Support.Reason reason, String why) implements Recipe {}
}
