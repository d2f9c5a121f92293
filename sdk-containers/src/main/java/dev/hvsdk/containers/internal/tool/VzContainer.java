/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.unit.MemorySize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container as {@code vzlist -a -j} lists it.
 *
 * @param ctid a number in vzctl 4, a UUID in Virtuozzo 7
 * @param memory the limit, null where there is none
 * @param cpus the limit, null where there is none
 */
record VzContainer(
        String ctid,
        String name,
        String status,
        @Nullable MemorySize memory,
        @Nullable Integer cpus) {
    /** What stands for "no limit" in a beancounter. */
    private static final long UNLIMITED = Long.MAX_VALUE;

    private static final long PAGE = 4096;

    /** Reads the list that src/vzlist.c of vzctl 4 and of Virtuozzo 7 print. */
    static List<VzContainer> parse(String json) {
        List<VzContainer> found = new ArrayList<>();
        for (JsonNode container : JsonText.array(JsonText.tree(json), "the answer")) {
            found.add(of(container));
        }
        return List.copyOf(found);
    }

    private static VzContainer of(JsonNode container) {
        String ctid = JsonText.requiredText(container, "ctid");
        String name = JsonText.text(container, "name")
                .filter(given -> !given.equals("-"))
                .orElse(ctid);
        int cpus = container.path("cpus").asInt(0);
        return new VzContainer(
                ctid,
                name,
                JsonText.requiredText(container, "status"),
                memory(container.path("physpages").path("limit").asLong(UNLIMITED)),
                cpus < 1 ? null : cpus);
    }

    /** What is beyond any machine is no limit either: tools round theirs. */
    private static @Nullable MemorySize memory(long pages) {
        return pages <= 0 || pages > UNLIMITED / PAGE / 2 ? null : MemorySize.ofBytes(pages * PAGE);
    }
}
