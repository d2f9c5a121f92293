/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about the snapshots of a guest. */
@Command(
        name = "snapshot",
        description = {"List, take, revert to and delete the snapshots of a guest.", "", GuestCommand.FAKES_FORGET},
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guest snapshot list fake:kvm web",
            "  hv guest snapshot create qemu:///system web before-upgrade --memory",
            "  hv guest snapshot revert qemu:///system web before-upgrade"
        })
final class SnapshotCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    @SuppressWarnings("unused") // picocli reads it
    private final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    private SnapshotCommand(Session session) {
        this.session = session;
    }

    static CommandLine of(Session session) {
        return new CommandLine(new SnapshotCommand(session))
                .addSubcommand(new SnapshotListCommand(session))
                .addSubcommand(new SnapshotCreateCommand(session))
                .addSubcommand(new SnapshotRevertCommand(session))
                .addSubcommand(new SnapshotDeleteCommand(session));
    }

    @Override
    public Integer call() {
        return session.usage(spec);
    }
}
