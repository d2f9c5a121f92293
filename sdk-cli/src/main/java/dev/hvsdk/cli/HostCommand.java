/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Hypervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a host: its machine, what can be done with it, its features and devices. */
@Command(
        name = "host",
        description = {
            "Show a host: its software and machine, what can be done with it or why it cannot, and its features and devices, "
                    + "as far as it tells them from afar.",
            "",
            "'hv inspect' shows this machine itself, with more evidence."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv host fake:kvm",
            "  hv host qemu+ssh://root@other/system",
            "  hv host qemu:///system --format json | jq '.capabilities[] | select(.available)'"
        })
final class HostCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    HostCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = connect.open(session)) {
            HostReading reading = HostReading.of(host);
            return connect.output()
                    .answer(
                            session,
                            json -> HostJson.write(json, reading),
                            page -> HostPage.show(page, reading, session.isVerbose()));
        }
    }
}
