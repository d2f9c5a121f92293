/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Support;
import java.util.Map;

/** What can be done and what cannot, for people. */
final class CapabilitiesPage {
    private CapabilitiesPage() {}

    static void show(Page page, Map<String, ? extends Support<?>> capabilities) {
        page.heading("Capabilities");
        Table table = new Table("", Table.FLEXIBLE);
        capabilities.forEach((name, support) -> table.row(Span.of(name), answer(support)));
        page.table(2, table);
    }

    private static Span answer(Support<?> support) {
        if (support instanceof Support.Unavailable<?> no) {
            String remedy = no.remedy().map(text -> "; " + text).orElse("");
            return Span.faint("no: " + no.detail() + remedy);
        }
        return new Span("yes", Tone.GOOD);
    }
}
