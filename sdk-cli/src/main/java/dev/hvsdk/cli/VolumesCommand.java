/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the disks in a storage pool. */
@Command(
        name = "volumes",
        description = "List the volumes of a storage pool: the disks that guests have or can be given.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv pools qemu:///system               the pools that there are",
            "  hv volumes qemu:///system default",
            "  hv create qemu:///system web --disk default/web.qcow2"
        })
final class VolumesCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Parameters(index = "1", paramLabel = "POOL", description = "The name of the pool.")
    private String pool = "";

    VolumesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = connect.open(session)) {
            List<StorageVolume> volumes =
                    volumes(host, host.capability(StoragePools.class).require());
            return connect.output()
                    .answer(
                            session,
                            json -> Json.objects(json, "volumes", volumes, VolumesCommand::write),
                            page -> show(page, volumes));
        }
    }

    private List<StorageVolume> volumes(Hypervisor host, StoragePools pools) {
        try {
            return pools.volumes(pool);
        } catch (HypervisorException.NotFound e) {
            List<String> names = pools.list().stream().map(StoragePool::name).toList();
            String uri = host.info().uri();
            throw new FailureException(
                    "there is no pool '" + pool + "' on " + uri + Suggestions.meant(pool, names) + "; 'hv pools " + uri
                            + "' lists them",
                    e);
        }
    }

    private static void show(Page page, List<StorageVolume> volumes) {
        if (volumes.isEmpty()) {
            page.line(0, Span.of("no volumes"));
            return;
        }
        Table table = new Table(Table.FLEXIBLE + "NAME", "FORMAT", "SIZE", "TAKES", Table.FLEXIBLE + "PATH");
        volumes.forEach(volume -> table.row(
                new Span(volume.name(), Tone.STRONG),
                GuestsPage.cell(volume.format()),
                GuestsPage.cell(volume.capacity().map(MemorySize::toString)),
                GuestsPage.cell(volume.allocation().map(MemorySize::toString)),
                GuestsPage.cell(volume.path())));
        page.table(0, table);
    }

    private static void write(JsonGenerator json, StorageVolume volume) throws IOException {
        json.writeStringField("name", volume.name());
        json.writeStringField("pool", volume.pool());
        Json.text(json, "format", volume.format());
        Json.number(json, "capacityBytes", volume.capacity().map(MemorySize::toBytes));
        Json.number(json, "allocationBytes", volume.allocation().map(MemorySize::toBytes));
        Json.text(json, "path", volume.path());
    }
}
