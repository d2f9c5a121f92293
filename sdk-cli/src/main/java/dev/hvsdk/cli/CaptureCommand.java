/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.host.root.CaptureReport;
import dev.hvsdk.host.root.HostCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what the other commands read of the machine into a directory. */
@Command(
        name = "capture",
        description = {
            "Write what the other commands read of this machine into a directory, to look at it elsewhere or to report a bug.",
            "",
            "Only what is known to be of use is kept: no host name, no network address, of the kernel's command line only "
                    + "what is about virtualization. Captured as root, it also holds firmware tables and CPU registers.",
            "",
            "With --root it copies a host that was captured before, such as to mask it afterwards."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sudo hv capture --mask my-host        then look inside, and send it",
            "  hv inspect --root my-host             read it, here or elsewhere"
        })
final class CaptureCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    @Parameters(paramLabel = "DIR", description = "An empty directory, or one that does not exist yet.")
    private Path directory = Path.of("");

    @Option(
            names = "--mask",
            description = "Leave out serial numbers, and replace UUIDs and MAC addresses by made-up ones.")
    private boolean mask;

    CaptureCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        HostCapture capture = HostCapture.of(host.host());
        CaptureReport report = (mask ? capture.maskingIdentifiers() : capture).write(directory);
        return host.output().answer(session, json -> write(json, report), page -> show(page, report));
    }

    private static void show(Page page, CaptureReport report) {
        page.line(
                0,
                Span.of("Captured " + report.entries() + " files and links into "),
                new Span(report.directory().toString(), Tone.STRONG));
        report.limitations().forEach(each -> page.line(2, Span.of(each.what() + "; "), Span.faint(each.remedy())));
    }

    private static void write(JsonGenerator json, CaptureReport report) throws IOException {
        json.writeStringField("directory", report.directory().toString());
        json.writeNumberField("entries", report.entries());
        MachineJson.limitations(json, report.limitations());
    }
}
