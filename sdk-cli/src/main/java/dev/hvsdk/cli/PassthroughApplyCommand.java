/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.host.passthrough.Passthrough;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes a device. */
@Command(
        name = "apply",
        description = {
            "Do a change of a device, as root, and show the device as it is then. Nobody is asked whether that is meant; 'plan' "
                    + "and --dry-run show it before.",
            "",
            PassthroughOptions.CHANGES,
            "",
            "A change that something speaks against is not begun, and that is an error (exit code 3). So is one that comes while "
                    + "another is going on, or after one that a crash left half done: 'hv passthrough undo' comes first then."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv passthrough apply bind 0000:3b:00.0",
            "  hv passthrough apply bind 0000:3b:00.0 --allow carries-default-route",
            "  hv passthrough apply set-vfs 0000:5e:00.0 4",
            "  hv passthrough apply create-mdev 0000:00:02.0 i915-GVTg_V5_4"
        })
final class PassthroughApplyCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final PassthroughOptions options = new PassthroughOptions();

    @Option(
            names = "--dry-run",
            order = 13,
            description = "Do nothing, and show what would be done; the exit code is 3 where it would be refused.")
    private boolean dryRun;

    PassthroughApplyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Passthrough passthrough = options.passthrough();
        DevicePlan plan = passthrough.plan(options.change());
        if (dryRun) {
            options.output()
                    .answer(
                            session,
                            json -> PassthroughJson.plan(json, plan),
                            page -> PassthroughPage.plan(page, plan));
            return plan.isRefused() ? ExitCode.FAILURE : ExitCode.OK;
        }
        if (plan.isRefused()) {
            throw new FailureException(PassthroughPage.refusal(plan), null);
        }
        List<PassthroughDevice> devices = passthrough.apply(plan);
        return options.output()
                .answer(
                        session,
                        json -> PassthroughJson.applied(json, plan, devices),
                        page -> PassthroughPage.applied(page, plan, devices));
    }
}
