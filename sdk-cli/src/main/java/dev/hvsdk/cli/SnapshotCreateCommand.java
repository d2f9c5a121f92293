/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.api.capability.Snapshots;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a snapshot of a guest. */
@Command(
        name = "create",
        description = {"Take a snapshot of a guest.", "", GuestCommand.FAKES_FORGET},
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guest snapshot create fake:kvm web before-upgrade",
            "  hv guest snapshot create qemu:///system web before-upgrade --memory --timeout 10m",
            "  hv guest snapshot create qemu:///system web for-backup --external --quiesce"
        })
final class SnapshotCreateCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Mixin
    private final Waiting waiting = new Waiting();

    @Parameters(index = "2", paramLabel = "NAME", description = "The name of the new snapshot.")
    private String name = "";

    @Option(names = "--memory", description = "Keep the memory of a running guest too.")
    private boolean memory;

    @Option(names = "--disk-only", description = "Keep the disks alone, which is so unless --memory is given.")
    private boolean diskOnly;

    @Option(
            names = "--external",
            description = "Keep the old files of the disks, and have what changes written to new ones on top of them.")
    private boolean external;

    @Option(names = "--internal", description = "Keep the old state within the files of the disks, as qcow2 can.")
    private boolean internal;

    @Option(names = "--quiesce", description = "Have the guest's agent flush and freeze its file systems first.")
    private boolean quiesce;

    @Option(names = "--description", paramLabel = "TEXT", description = "What to remember about it.")
    private @Nullable String description;

    SnapshotCreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        check();
        try (Hypervisor host = guest.open(session)) {
            Snapshots snapshots = guest.find(host).capability(Snapshots.class).require();
            Snapshot taken = waiting.await(session, host, snapshots.create(spec()));
            return guest.output()
                    .answer(
                            session,
                            json -> Json.object(json, "snapshot", taken, SnapshotJson::write),
                            page -> page.line(
                                    0,
                                    new Span(taken.name(), Tone.STRONG),
                                    Span.of(" taken; going back to it leaves the guest "
                                            + taken.state().id())));
        }
    }

    private void check() {
        if (memory && diskOnly) {
            throw new UsageException("--memory and --disk-only exclude each other", null);
        }
        if (external && internal) {
            throw new UsageException("--external and --internal exclude each other", null);
        }
    }

    private SnapshotSpec spec() {
        SnapshotSpec.Builder spec =
                SnapshotSpec.builder(name).withMemory(memory).quiesce(quiesce);
        if (external || internal) {
            spec.storage(external ? SnapshotStorage.EXTERNAL : SnapshotStorage.INTERNAL);
        }
        return (description == null ? spec : spec.description(description)).build();
    }
}
