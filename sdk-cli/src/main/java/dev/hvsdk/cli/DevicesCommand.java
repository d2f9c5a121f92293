/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.Inspection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the devices that could be given to guests. */
@Command(
        name = "devices",
        description = {
            "Show the devices that could be given to a guest, and what stands in the way of each.",
            "",
            "ready: can be given now. preparable: can be given once the remedy was applied. blocked: something outside "
                    + "of the device has to change first."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv devices                     of this machine",
            "  hv devices --format json | jq '.devices[] | select(.assignability.state == \"ready\")'"
        })
final class DevicesCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    DevicesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Inspection inspection = host.inspector().inspect();
        return host.output()
                .answer(
                        session,
                        json -> MachineJson.shownDevices(json, inspection),
                        page -> DevicesPage.showAll(page, inspection));
    }
}
