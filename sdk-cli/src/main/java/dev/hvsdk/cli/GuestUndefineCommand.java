/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Hypervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has a host forget a guest. */
@Command(
        name = "undefine",
        description = {
            "Have the host forget a guest that is stopped. Nobody is asked whether that is meant.",
            "",
            "The disks of a virtual machine stay. What belongs to nothing else goes with it: what a container has written, "
                    + "firmware variables, a saved state. "
                    + GuestCommand.FAKES_FORGET
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guest undefine fake:kvm old",
            "  hv guest stop qemu:///system web && hv guest undefine qemu:///system web"
        })
final class GuestUndefineCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Mixin
    private final Waiting waiting = new Waiting();

    GuestUndefineCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = guest.open(session)) {
            Guest handle = guest.find(host);
            String name = handle.info().name();
            GuestId id = waiting.await(session, host, handle.undefine());
            return guest.output()
                    .answer(
                            session,
                            json -> json.writeStringField("undefined", id.toString()),
                            page -> page.line(0, new Span(name, Tone.STRONG), Span.of(" is undefined")));
        }
    }
}
