/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the places where a host keeps the disks of its guests. */
@Command(
        name = "pools",
        description = "List the storage pools of a host: the places where it keeps the disks of its guests.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  hv pools qemu:///system", "  hv volumes qemu:///system default     what is in one of them"})
final class PoolsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    PoolsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = connect.open(session)) {
            List<StoragePool> pools =
                    host.capability(StoragePools.class).require().list();
            return connect.output()
                    .answer(
                            session,
                            json -> Json.objects(json, "pools", pools, PoolsCommand::write),
                            page -> show(page, pools));
        }
    }

    private static void show(Page page, List<StoragePool> pools) {
        if (pools.isEmpty()) {
            page.line(0, Span.of("no pools"));
            return;
        }
        Table table = new Table("NAME", "TYPE", "STATE", "SIZE", "FREE", Table.FLEXIBLE + "LOCATION");
        pools.forEach(pool -> table.row(
                new Span(pool.name(), Tone.STRONG),
                Span.of(pool.type()),
                activity(pool.active()),
                GuestsPage.cell(pool.capacity().map(MemorySize::toString)),
                GuestsPage.cell(pool.available().map(MemorySize::toString)),
                GuestsPage.cell(pool.location())));
        page.table(0, table);
    }

    /** Whether something of a host can be used now. */
    static Span activity(boolean active) {
        return active ? new Span("active", Tone.GOOD) : Span.faint("inactive");
    }

    private static void write(JsonGenerator json, StoragePool pool) throws IOException {
        json.writeStringField("name", pool.name());
        json.writeStringField("type", pool.type());
        json.writeBooleanField("active", pool.active());
        Json.number(json, "capacityBytes", pool.capacity().map(MemorySize::toBytes));
        Json.number(json, "availableBytes", pool.available().map(MemorySize::toBytes));
        Json.text(json, "location", pool.location());
    }
}
