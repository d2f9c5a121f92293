/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.Inspection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows everything about the machine. */
@Command(
        name = "inspect",
        description = {
            "Show what this machine runs in, its CPU and memory, what they can do for virtualization and why something is "
                    + "off, and which devices could be given to a guest.",
            "",
            "Needs no privilege; where root would learn more, the last section says so."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv inspect                     this machine",
            "  sudo hv inspect                with all that root may read",
            "  hv inspect --root captured     a host that was captured",
            "  hv inspect --format json | jq '.layers[].technology'"
        })
final class InspectCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Inspection inspection = host.inspector().inspect();
        return host.output()
                .answer(
                        session,
                        json -> MachineJson.inspection(json, inspection),
                        page -> InspectionPage.show(page, inspection, session.isVerbose()));
    }
}
