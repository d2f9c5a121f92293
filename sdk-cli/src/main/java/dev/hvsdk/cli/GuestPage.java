/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One guest for people. */
final class GuestPage {
    private GuestPage() {}

    /** Its state in one line. */
    static void state(Page page, GuestInfo guest) {
        state(page, guest, "");
    }

    /** Its state in one line, and where it is. */
    static void state(Page page, GuestInfo guest, String where) {
        String reason = guest.reason().map(why -> " (" + why + ")").orElse("");
        page.line(
                0,
                new Span(guest.name(), Tone.STRONG),
                Span.of(" is "),
                new Span(guest.state().id(), GuestsPage.tone(guest.state())),
                Span.of(reason + where));
    }

    static void show(Page page, GuestInfo guest, Map<String, Support<? extends GuestCapability>> capabilities) {
        page.heading(guest.name());
        page.table(2, facts(guest));
        CapabilitiesPage.show(page, capabilities);
    }

    private static Table facts(GuestInfo guest) {
        Table table = new Table("", Table.FLEXIBLE);
        table.row(Span.of("state"), new Span(guest.state().id(), GuestsPage.tone(guest.state())));
        row(table, "reason", guest.reason().map(StateReason::id));
        row(table, "id", Optional.of(guest.id().toString()));
        row(table, "technology", GuestsPage.technology(guest));
        row(table, "vcpus", guest.vcpus().stream().mapToObj(String::valueOf).findFirst());
        row(table, "memory", guest.memory().map(MemorySize::toString));
        row(table, "most memory", guest.maxMemory().map(MemorySize::toString));
        row(table, "cpu time", guest.cpuTime().map(GuestsPage::readable));
        row(table, "started", guest.startedAt().map(Instant::toString));
        return table;
    }

    private static void row(Table table, String what, Optional<String> text) {
        table.row(Span.of(what), GuestsPage.cell(text));
    }
}
