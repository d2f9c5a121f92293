/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.Snapshots;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes one snapshot of a guest. */
@Command(
        name = "delete",
        description = {
            "Delete one snapshot of a guest; its children become those of its parent. Nobody is asked whether that is meant.",
            "",
            GuestCommand.FAKES_FORGET
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guest snapshot list qemu:///system web",
            "  hv guest snapshot delete qemu:///system web before-upgrade"
        })
final class SnapshotDeleteCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SnapshotOptions snapshot = new SnapshotOptions();

    @Mixin
    private final Waiting waiting = new Waiting();

    SnapshotDeleteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = snapshot.open(session)) {
            Snapshots snapshots = snapshot.snapshots(host);
            String deleted = waiting.await(session, host, snapshots.delete(snapshot.find(snapshots)));
            return snapshot.output()
                    .answer(
                            session,
                            json -> json.writeStringField("deleted", deleted),
                            page -> page.line(0, new Span(deleted, Tone.STRONG), Span.of(" deleted")));
        }
    }
}
