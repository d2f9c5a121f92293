/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.Detection;
import dev.hvsdk.host.SystemdDetectVirt;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what the machine runs in, in the form that scripts want. */
@Command(
        name = "detect",
        description = {
            "Print what this machine runs in: one technology a line, outermost first; nothing on a physical machine.",
            "",
            "The privileged host of a hypervisor, such as Xen's dom0, prints that hypervisor.",
            "",
            "With --compat it answers in the words of another detector and ends as that one would; docs/detection.md lists "
                    + "where the answers differ by design. 'hv explain' tells the reasons."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:virtual; with --compat virt-what always, unless it failed",
            "1:physical; with --compat systemd: none",
            "2:usage error",
            "3:it failed, or nothing could be read that would have shown a hypervisor"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv detect && echo virtual      use it in a script",
            "  hv detect --root captured      a host that was captured",
            "  hv detect --format json        variants, confidence and evidence too",
            "  hv detect --compat virt-what   the facts of virt-what, for a script that reads them",
            "  hv detect --compat systemd --vm   what systemd-detect-virt --vm would say"
        })
final class DetectCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    @Option(
            names = "--compat",
            paramLabel = "TOOL",
            order = 10,
            description = "Answer as this tool does: ${COMPLETION-CANDIDATES}.")
    private @Nullable Compat compat;

    private SystemdDetectVirt.@Nullable Scope scope;

    DetectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Compat other = compat;
        if (other != null || scope != null) {
            return callAs(other);
        }
        Detection detection = host.inspector().detect();
        if (host.output().isJson()) {
            session.json(json -> MachineJson.detection(json, detection));
        } else {
            print(detection);
        }
        return exitCode(detection);
    }

    private int callAs(@Nullable Compat other) {
        if (scope != null && other != Compat.SYSTEMD) {
            throw new UsageException("--vm and --container are for --compat systemd", null);
        }
        if (other == null || host.output().isJson()) {
            throw new UsageException("--compat prints words; for JSON leave it out", null);
        }
        Detection detection = host.inspector().detect();
        List<String> words = other.words(detection, scope == null ? SystemdDetectVirt.Scope.ANY : scope);
        words.forEach(session.terminal().out()::println);
        warnIfUnknown(detection);
        boolean failed = detection.verdict() == Detection.Verdict.UNKNOWN && words.isEmpty();
        return failed ? ExitCode.FAILURE : other.exitCode(words);
    }

    /** As with systemd-detect-virt the last of the two counts. */
    @Option(names = "--vm", order = 11, description = "With --compat systemd: virtual machines alone, no containers.")
    void onlyMachines(boolean isGiven) {
        scope = isGiven ? SystemdDetectVirt.Scope.VM : scope;
    }

    @Option(names = "--container", order = 12, description = "With --compat systemd: containers alone.")
    void onlyContainers(boolean isGiven) {
        scope = isGiven ? SystemdDetectVirt.Scope.CONTAINER : scope;
    }

    // Plain loops and no page here and below: this is the way that must start fast, and each lambda costs.
    private void print(Detection detection) {
        PrintWriter out = session.terminal().out();
        for (var layer : detection.layers()) {
            out.println(layer.technology().id());
        }
        warnIfUnknown(detection);
    }

    private void warnIfUnknown(Detection detection) {
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
