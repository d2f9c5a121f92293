/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.testkit.HostRecorder;
import dev.hvsdk.testkit.Recording;
import dev.hvsdk.testkit.RecordingMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what a host is into a file that can be opened as a fake host. */
@Command(
        name = "record",
        description = {
            "Write what a host is (its machine, features, devices, guests and what they can do) into one JSON file, which "
                    + "the fake host fake:file:/path/of/it.json brings to life again.",
            "",
            "Nothing of the host is changed. No passwords, URIs or definitions are kept; docs/recording.md lists what is."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv record qemu:///system -o host.json",
            "  hv guests fake:file:$PWD/host.json       look at it, here or elsewhere",
            "  hv record qemu:///system -o host.json --mask --force"
        })
final class RecordCommand implements Callable<Integer> {
    /** How much of what is missing is shown; a host of a thousand guests that answers to nobody would fill the screen. */
    private static final int SHOWN = 10;

    private final Session session;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where to write it.")
    private Path file = Path.of("");

    @Option(names = "--mask", description = "Put made-up names, ids and serial numbers in the place of the real ones.")
    private boolean mask;

    @Option(names = "--force", description = "Replace FILE if it is there.")
    private boolean force;

    RecordCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        NewFile target = NewFile.at(file, force);
        target.check();
        try (Hypervisor host = connect.open(session)) {
            Recording recording = session.interrupts().during(() -> record(host, target), host::close);
            return connect.output().answer(session, json -> write(json, recording), page -> show(page, recording));
        } catch (HypervisorClosedException e) {
            if (session.interrupts().happened()) {
                throw new FailureException("interrupted: nothing was recorded", null);
            }
            throw e;
        }
    }

    private Recording record(Hypervisor host, NewFile target) {
        ProgressLine line = ProgressLine.begin(session.terminal(), "recording " + host.info());
        try {
            Recording recording = HostRecorder.record(host, masks());
            target.write(recording::writeTo);
            return recording;
        } finally {
            line.close();
        }
    }

    private Set<RecordingMask> masks() {
        return mask ? EnumSet.allOf(RecordingMask.class) : EnumSet.noneOf(RecordingMask.class);
    }

    private void show(Page page, Recording recording) {
        page.line(0, Span.of("Wrote the " + recording + " to "), new Span(file.toString(), Tone.STRONG));
        List<Recording.Unreadable> missing = recording.unreadable();
        if (!missing.isEmpty()) {
            page.line(0, new Span("Could not be read, and is missing: " + missing.size(), Tone.WARNING));
            missing.stream().limit(SHOWN).forEach(one -> page.line(2, Span.of(one.what() + ": " + one.why())));
        }
        if (missing.size() > SHOWN) {
            page.line(2, Span.faint("and " + (missing.size() - SHOWN) + " more; the file names all of them"));
        }
        page.line(0, Span.of("Open it as " + uri()));
    }

    private String uri() {
        return "fake:" + file.toUri().toString().replace("file:///", "file:/");
    }

    private void write(JsonGenerator json, Recording recording) throws IOException {
        json.writeStringField("file", file.toString());
        json.writeStringField("uri", uri());
        json.writeStringField("recordedAt", recording.recordedAt().toString());
        json.writeBooleanField("masked", mask);
        json.writeNumberField("guests", recording.guests());
        json.writeNumberField("devices", recording.devices());
        json.writeArrayFieldStart("unreadable");
        for (Recording.Unreadable missing : recording.unreadable()) {
            json.writeStartObject();
            json.writeStringField("what", missing.what());
            json.writeStringField("why", missing.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
