/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.capability.DevicePlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a change of a device would do. */
@Command(
        name = "plan",
        description = {
            "Show what would be done for a change of a device, step by step, and what speaks against it. Changes nothing, and "
                    + "needs no root.",
            "",
            PassthroughOptions.CHANGES
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv passthrough plan bind 0000:3b:00.0",
            "  hv passthrough plan bind 0000:00:1f.2 --group",
            "  hv passthrough plan set-vfs 0000:5e:00.0 4 --format json",
            "  hv passthrough plan return 0000:3b:00.0 --root /tmp/host"
        })
final class PassthroughPlanCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final PassthroughOptions options = new PassthroughOptions();

    PassthroughPlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        DevicePlan plan = options.passthrough().plan(options.change());
        return options.output()
                .answer(session, json -> PassthroughJson.plan(json, plan), page -> PassthroughPage.plan(page, plan));
    }
}
