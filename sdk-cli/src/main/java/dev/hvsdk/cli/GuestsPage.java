/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The guests of a host for people. */
final class GuestsPage {
    private static final String UNKNOWN = "-";

    private GuestsPage() {}

    static void show(Page page, HypervisorInfo host, GuestListing guests) {
        page.heading(host.toString());
        if (guests.size() == 0) {
            page.line(2, Span.of("no guests"));
        } else {
            page.table(2, table(guests));
        }
        showUnreadable(page, guests.incomplete());
    }

    static void showUnreadable(Page page, List<UnreadableGuest> guests) {
        if (!guests.isEmpty()) {
            page.heading("Could not be read");
            guests.forEach(guest -> page.line(
                    2,
                    new Span(guest.name().orElseGet(() -> guest.id().toString()) + ": ", Tone.STRONG),
                    Span.of(String.valueOf(guest.why().getMessage()))));
        }
    }

    private static Table table(GuestListing guests) {
        Table table = new Table(
                Table.FLEXIBLE + "NAME",
                "STATE",
                Table.OPTIONAL + "REASON",
                "TECHNOLOGY",
                "VCPUS",
                "MEMORY",
                Table.OPTIONAL + "CPU TIME",
                Table.OPTIONAL + "ID");
        guests.forEach(guest -> addTo(table, guest));
        return table;
    }

    private static void addTo(Table table, GuestInfo guest) {
        table.row(
                new Span(guest.name(), Tone.STRONG),
                new Span(guest.state().id(), tone(guest.state())),
                cell(guest.reason().map(StateReason::id)),
                cell(technology(guest)),
                cell(guest.vcpus().stream().mapToObj(String::valueOf).findFirst()),
                cell(guest.memory().map(MemorySize::toString)),
                cell(guest.cpuTime().map(GuestsPage::readable)),
                Span.faint(guest.id().toString()));
    }

    /** With the mode of it, if it has several. */
    static Optional<String> technology(GuestInfo guest) {
        String mode = guest.variant().map(variant -> " (" + variant + ")").orElse("");
        return guest.technology().map(technology -> technology.id() + mode);
    }

    static Tone tone(GuestState state) {
        return switch (state) {
            case RUNNING -> Tone.GOOD;
            case CRASHED -> Tone.BAD;
            case STOPPED -> Tone.FAINT;
            case PAUSED, SUSPENDED, SHUTTING_DOWN -> Tone.WARNING;
        };
    }

    static Span cell(Optional<String> text) {
        return text.map(Span::of).orElse(Span.faint(UNKNOWN));
    }

    /** The two largest units; nobody reads the rest. */
    static String readable(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + "d " + time.toHoursPart() + "h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h " + time.toMinutesPart() + "m";
        }
        if (time.toMinutes() > 0) {
            return time.toMinutes() + "m " + time.toSecondsPart() + "s";
        }
        return time.toSeconds() + "." + time.toMillisPart() / 100 + "s";
    }
}
