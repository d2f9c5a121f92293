/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.passthrough.Passthrough;
import dev.hvsdk.host.passthrough.UndoReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes the last change of devices back. */
@Command(
        name = "undo",
        description = {
            "Take the last change of devices back, as root: drivers, numbers of virtual functions and mediated devices are as "
                    + "they were before it, also where a crash left it half done. Nobody is asked whether that is meant.",
            "",
            "Nothing to undo is no error: the host was started anew since, or the change was taken back already. A device that a "
                    + "guest or the host uses meanwhile is left alone, and that is an error (exit code 3)."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv passthrough undo --dry-run",
            "  hv passthrough undo",
            "  hv passthrough undo --journal /var/lib/mine"
        })
final class PassthroughUndoCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    @Mixin
    private final JournalOptions journal = new JournalOptions();

    @Option(names = "--dry-run", order = 13, description = "Do nothing, and show what would be done.")
    private boolean dryRun;

    PassthroughUndoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Passthrough passthrough = journal.place(Passthrough.of(host.host()));
        UndoReport report = dryRun ? passthrough.planUndo() : passthrough.undo();
        return host.output()
                .answer(
                        session,
                        json -> PassthroughJson.undo(json, report, !dryRun),
                        page -> PassthroughPage.undo(page, report, !dryRun));
    }
}
