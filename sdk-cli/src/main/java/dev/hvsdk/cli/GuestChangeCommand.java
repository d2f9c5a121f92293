/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Changes the state of one guest; one class for all changes, which differ in a word. */
@Command(optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n")
final class GuestChangeCommand implements Callable<Integer> {
    private final Session session;
    private final GuestChange change;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Mixin
    private final Waiting waiting = new Waiting();

    private GuestChangeCommand(Session session, GuestChange change) {
        this.session = session;
        this.change = change;
    }

    static CommandLine of(Session session, GuestChange change) {
        CommandLine command = new CommandLine(new GuestChangeCommand(session, change));
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.description(change.description(), "", GuestCommand.WRONG_STATE + GuestCommand.FAKES_FORGET);
        usage.footer(
                "  hv guest " + change + " qemu:///system web --timeout 2m",
                "  hv guest " + change + " fake:kvm " + (change == GuestChange.START ? "db" : "web")
                        + " --format json");
        return command;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = guest.open(session)) {
            Guest handle = guest.find(host);
            GuestInfo after = waiting.await(session, host, change.begin(handle));
            return guest.output()
                    .answer(session, json -> GuestsJson.object(json, after), page -> GuestPage.state(page, after));
        }
    }
}
