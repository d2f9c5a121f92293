/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.unit.DataRate;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The counters of guests for people. */
final class StatsPage {
    private StatsPage() {}

    /** What they have come to since the guests were started. */
    static void show(Page page, StatsReading reading) {
        Table table = new Table(
                Table.FLEXIBLE + "NAME",
                "CPU TIME",
                "USES",
                "HAS",
                Table.OPTIONAL + "ON HOST",
                Table.OPTIONAL + "READ",
                Table.OPTIONAL + "WRITTEN",
                Table.OPTIONAL + "RECEIVED",
                Table.OPTIONAL + "SENT");
        reading.guests().forEach(guest -> addTo(table, guest.name(), guest.counters()));
        show(page, reading, table);
    }

    private static void addTo(Table table, String name, GuestStatistics counters) {
        table.row(
                new Span(name, Tone.STRONG),
                GuestsPage.cell(counters.cpuTime().map(GuestsPage::readable)),
                GuestsPage.cell(counters.memoryUsed().map(MemorySize::toString)),
                GuestsPage.cell(counters.memoryAssigned().map(MemorySize::toString)),
                GuestsPage.cell(counters.memoryResident().map(MemorySize::toString)),
                sum(counters.disks().isEmpty(), Rates.read(counters)),
                sum(counters.disks().isEmpty(), Rates.written(counters)),
                sum(counters.nics().isEmpty(), Rates.received(counters)),
                sum(counters.nics().isEmpty(), Rates.sent(counters)));
    }

    private static Span sum(boolean isOfNothing, MemorySize size) {
        return GuestsPage.cell(isOfNothing ? Optional.empty() : Optional.of(size.toString()));
    }

    /** How fast they grow since an earlier reading; null at the first, when that is not known. */
    static void show(Page page, StatsReading reading, @Nullable StatsReading before) {
        Table table = new Table(
                Table.FLEXIBLE + "NAME",
                "CPU",
                "USES",
                "HAS",
                Table.OPTIONAL + "READS",
                Table.OPTIONAL + "WRITES",
                Table.OPTIONAL + "RECEIVES",
                Table.OPTIONAL + "SENDS");
        reading.guests().forEach(guest -> {
            Optional<Rates> rates = Optional.ofNullable(before)
                    .flatMap(earlier -> earlier.find(guest.id()))
                    .map(earlier -> Rates.between(earlier.counters(), guest.counters()));
            addTo(table, guest, rates);
        });
        show(page, reading, table);
    }

    private static void addTo(Table table, StatsReading.Entry guest, Optional<Rates> rates) {
        GuestStatistics counters = guest.counters();
        table.row(
                new Span(guest.name(), Tone.STRONG),
                GuestsPage.cell(rates.flatMap(Rates::cpuPercent).map(percent -> percent + " %")),
                GuestsPage.cell(counters.memoryUsed().map(MemorySize::toString)),
                GuestsPage.cell(counters.memoryAssigned().map(MemorySize::toString)),
                rate(counters.disks().isEmpty(), rates, Rates::read),
                rate(counters.disks().isEmpty(), rates, Rates::written),
                rate(counters.nics().isEmpty(), rates, Rates::received),
                rate(counters.nics().isEmpty(), rates, Rates::sent));
    }

    private static Span rate(
            boolean isOfNothing, Optional<Rates> rates, Function<GuestStatistics, MemorySize> counter) {
        return GuestsPage.cell(
                isOfNothing
                        ? Optional.empty()
                        : rates.flatMap(each -> each.of(counter)).map(DataRate::toString));
    }

    private static void show(Page page, StatsReading reading, Table table) {
        if (!reading.guests().isEmpty()) {
            page.table(0, table);
        } else if (reading.incomplete().isEmpty()) {
            page.line(0, Span.of("no guest runs"));
        }
        GuestsPage.showUnreadable(page, reading.incomplete());
    }
}
