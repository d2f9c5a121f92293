/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Optional;

/** A host for people. */
final class HostPage {
    private HostPage() {}

    static void show(Page page, HostReading host, boolean verbose) {
        page.heading(host.software().toString());
        page.table(2, facts(host.software(), host.machine()));
        CapabilitiesPage.show(page, host.capabilities());
        host.features().ifAvailable(features -> new FeaturesPage(page, verbose).showBrief(features));
        host.domains().ifPresent(domains -> DomainsPage.show(page, domains));
        DevicesPage.showTable(page, host.devices());
    }

    private static Table facts(HypervisorInfo software, HostInfo machine) {
        Table table = new Table("", Table.FLEXIBLE);
        CpuInfo cpu = machine.cpu();
        row(table, "backend", Optional.of(software.backend()));
        row(table, "technology", software.technology().map(Technology::id));
        row(table, "name", machine.name());
        row(table, "cpu", cpu.model().or(cpu::architecture));
        row(
                table,
                "threads",
                cpu.topology().threads().stream().mapToObj(String::valueOf).findFirst());
        row(table, "memory", machine.memory().map(MemorySize::toString));
        row(table, "free memory", machine.freeMemory().map(MemorySize::toString));
        return table;
    }

    private static void row(Table table, String what, Optional<String> text) {
        table.row(Span.of(what), GuestsPage.cell(text));
    }
}
