/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.Detection;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what the machine runs in, in the form that scripts want. */
@Command(
        name = "detect",
        description = {
            "Print what this machine runs in: one technology a line, outermost first; nothing on a physical machine.",
            "",
            "The privileged host of a hypervisor, such as Xen's dom0, prints that hypervisor."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:virtual",
            "1:physical",
            "2:usage error",
            "3:it failed, or nothing could be read that would have shown a hypervisor"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv detect && echo virtual      use it in a script",
            "  hv detect --root captured      a host that was captured",
            "  hv detect --format json        variants, confidence and evidence too"
        })
final class DetectCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    DetectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Detection detection = host.inspector().detect();
        if (host.output().isJson()) {
            session.json(json -> MachineJson.detection(json, detection));
        } else {
            print(detection);
        }
        return exitCode(detection);
    }

    // Plain loops and no page here and below: this is the way that must start fast, and each lambda costs.
    private void print(Detection detection) {
        PrintWriter out = session.terminal().out();
        for (var layer : detection.layers()) {
            out.println(layer.technology().id());
        }
        if (detection.verdict() == Detection.Verdict.UNKNOWN) {
            session.terminal()
                    .err()
                    .println("hv: it could not be found out: nothing that would show a hypervisor can be read");
        }
    }

    private static int exitCode(Detection detection) {
        return switch (detection.verdict()) {
            case VIRTUAL -> ExitCode.OK;
            case PHYSICAL -> ExitCode.PHYSICAL;
            case UNKNOWN -> ExitCode.FAILURE;
        };
    }
}
