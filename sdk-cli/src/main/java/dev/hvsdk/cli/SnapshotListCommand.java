/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.api.capability.Snapshots;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the snapshots of a guest. */
@Command(
        name = "list",
        description = "List the snapshots of a guest, parents before their children.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guest snapshot list fake:kvm web",
            "  hv guest snapshot list qemu:///system web --format json | jq -r .current"
        })
final class SnapshotListCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    SnapshotListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = guest.open(session)) {
            Snapshots snapshots = guest.find(host).capability(Snapshots.class).require();
            List<Snapshot> all = snapshots.list();
            Optional<String> current = snapshots.current().map(Snapshot::id);
            return guest.output().answer(session, json -> write(json, all, current), page -> show(page, all, current));
        }
    }

    private static void show(Page page, List<Snapshot> snapshots, Optional<String> current) {
        if (snapshots.isEmpty()) {
            page.line(0, Span.of("no snapshots"));
            return;
        }
        Table table = new Table(
                Table.FLEXIBLE + "NAME",
                "STATE",
                "MEMORY",
                "CREATED",
                Table.OPTIONAL + "STORAGE",
                Table.OPTIONAL + "PARENT",
                Table.OPTIONAL + "ID");
        for (Snapshot each : snapshots) {
            boolean isCurrent = current.equals(Optional.of(each.id()));
            table.row(
                    new Span(each.name() + (isCurrent ? " (current)" : ""), Tone.STRONG),
                    new Span(each.state().id(), GuestsPage.tone(each.state())),
                    Span.of(each.holdsMemory() ? "yes" : "no"),
                    GuestsPage.cell(each.createdAt().map(Instant::toString)),
                    GuestsPage.cell(each.storage().map(SnapshotStorage::id)),
                    GuestsPage.cell(each.parent()),
                    Span.faint(each.id()));
        }
        page.table(0, table);
    }

    private static void write(JsonGenerator json, List<Snapshot> snapshots, Optional<String> current)
            throws IOException {
        Json.objects(json, "snapshots", snapshots, SnapshotJson::write);
        Json.text(json, "current", current);
    }
}
