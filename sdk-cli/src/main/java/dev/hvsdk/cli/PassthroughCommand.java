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

/** The commands that take devices from this machine for guests. */
@Command(
        name = "passthrough",
        description = {
            "Take devices of this machine from their drivers for guests, and give them back.",
            "",
            "'plan' shows each step and what speaks against it. 'apply' does it, as root: each step is written to a journal "
                    + "before it is taken, and read back from the kernel after it; when one fails, those before are taken back. "
                    + "'undo' takes the last change back, also one that a crash left half done. Nobody is asked whether that is "
                    + "meant. A boot takes everything back.",
            "",
            "Refused are the controller of the root disk, the network card of the default route, a part of an IOMMU group, "
                    + "what a guest has, and what vfio would refuse; the plan says why, and whether --allow helps."
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv devices                                    what there is, and what stands in the way",
            "  hv passthrough plan bind 0000:3b:00.0",
            "  hv passthrough apply bind 0000:3b:00.0 --group",
            "  hv passthrough apply return 0000:3b:00.0 --group",
            "  hv passthrough apply set-vfs 0000:5e:00.0 4",
            "  hv passthrough undo"
        })
final class PassthroughCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    @SuppressWarnings("unused") // picocli reads it
    private final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    private PassthroughCommand(Session session) {
        this.session = session;
    }

    static CommandLine of(Session session) {
        return new CommandLine(new PassthroughCommand(session))
                .addSubcommand(new PassthroughPlanCommand(session))
                .addSubcommand(new PassthroughApplyCommand(session))
                .addSubcommand(new PassthroughUndoCommand(session));
    }

    @Override
    public Integer call() {
        return session.usage(spec);
    }
}
