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

/** The commands about one guest. */
@Command(
        name = "guest",
        description = {
            "Show one guest of a host, change its state, and handle its snapshots.",
            "",
            "Ctrl-C cancels what is under way if the host can do that, and says if it goes on. "
                    + GuestCommand.FAKES_FORGET
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guest show fake:kvm web",
            "  hv guest start qemu:///system web",
            "  hv guest shutdown qemu:///system web --patience 2m --then-stop",
            "  hv guest snapshot create qemu:///system web before-upgrade",
            "",
            "'hv guest COMMAND --help' says more."
        })
final class GuestCommand implements Callable<Integer> {
    /** Said wherever something can be changed. */
    static final String FAKES_FORGET =
            "A fake: host is made anew by each command, so that a change to it lasts for that command only.";

    /** Said of all that changes the state of a guest. */
    static final String WRONG_STATE =
            "A guest in a state that does not allow it is left as it is, and that is an error (exit code 3). ";

    private final Session session;

    @Mixin
    @SuppressWarnings("unused") // picocli reads it
    private final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    private GuestCommand(Session session) {
        this.session = session;
    }

    static CommandLine of(Session session) {
        CommandLine command = new CommandLine(new GuestCommand(session)).addSubcommand(new GuestShowCommand(session));
        for (GuestChange change : GuestChange.values()) {
            if (change == GuestChange.STOP) {
                // In its place: what asks stands before what does not.
                command.addSubcommand(new GuestShutdownCommand(session));
            }
            command.addSubcommand(change.toString(), GuestChangeCommand.of(session, change));
        }
        return command.addSubcommand(new GuestUndefineCommand(session))
                .addSubcommand(new GuestDefinitionCommand(session))
                .addSubcommand(SnapshotCommand.of(session));
    }

    @Override
    public Integer call() {
        return session.usage(spec);
    }
}
