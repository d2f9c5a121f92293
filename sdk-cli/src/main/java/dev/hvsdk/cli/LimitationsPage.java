/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.root.Limitation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What could not be read, for people: what has the same remedy together. */
final class LimitationsPage {
    private LimitationsPage() {}

    /** Nothing, where all could be read. */
    static void show(Page page, List<Limitation> limitations) {
        if (limitations.isEmpty()) {
            return;
        }
        page.heading("Not readable");
        Map<String, List<Limitation>> byRemedy = new LinkedHashMap<>();
        limitations.forEach(each -> byRemedy.computeIfAbsent(each.remedy(), any -> new ArrayList<>())
                .add(each));
        byRemedy.forEach((remedy, group) -> {
            group.forEach(each -> page.line(2, Span.of(each.what())));
            page.line(4, new Span("to do: " + remedy, Tone.WARNING));
        });
    }
}
