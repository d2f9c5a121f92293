/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.Snapshots;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a guest back to a snapshot. */
@Command(
        name = "revert",
        description = {
            "Take a guest back to a snapshot; what happened since is lost, and nobody is asked whether that is meant.",
            "",
            GuestCommand.FAKES_FORGET
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guest snapshot list qemu:///system web",
            "  hv guest snapshot revert qemu:///system web before-upgrade"
        })
final class SnapshotRevertCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SnapshotOptions snapshot = new SnapshotOptions();

    @Mixin
    private final Waiting waiting = new Waiting();

    SnapshotRevertCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = snapshot.open(session)) {
            Snapshots snapshots = snapshot.snapshots(host);
            GuestInfo after = waiting.await(session, host, snapshots.revert(snapshot.find(snapshots)));
            return snapshot.output()
                    .answer(session, json -> GuestsJson.object(json, after), page -> GuestPage.state(page, after));
        }
    }
}
