/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.xml.DomainCapabilitiesXml;
import java.util.List;

/** What domains can have on a host of libvirt, for people. */
final class DomainsPage {
    private DomainsPage() {}

    static void show(Page page, List<DomainReading> domains) {
        domains.forEach(domain -> {
            page.heading("Guests of " + domain.kind());
            page.table(2, domain.answer().asOptional().isPresent() ? facts(domain) : refusal(domain));
        });
    }

    private static Table refusal(DomainReading domain) {
        Table table = new Table("", Table.FLEXIBLE);
        if (domain.answer() instanceof Support.Unavailable<DomainCapabilitiesXml> no) {
            row(table, "not known", no.detail());
        }
        return table;
    }

    private static Table facts(DomainReading domain) {
        Table table = new Table("", Table.FLEXIBLE);
        DomainCapabilitiesXml found = domain.answer().require();
        row(
                table,
                "machines",
                words(domain.shortMachines()) + " and " + domain.machines().size() + " in all");
        found.machine().ifPresent(machine -> row(table, "unless said", machine));
        found.maxVcpus().ifPresent(most -> row(table, "most vcpus", String.valueOf(most)));
        List<String> models = domain.usableModels();
        row(table, "cpu models", models.size() + " of " + found.cpuModels().size() + " can be had: " + words(models));
        row(table, "firmware", words(found.firmwares()));
        row(table, "disk buses", words(found.deviceValues("disk", "bus")));
        row(table, "passthrough", words(found.deviceValues("hostdev", "subsysType")));
        row(table, "security", words(domain.security()));
        return table;
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static void row(Table table, String what, String text) {
        table.row(Span.of(what), Span.of(text));
    }
}
