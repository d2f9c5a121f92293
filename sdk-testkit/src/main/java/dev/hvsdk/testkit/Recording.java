/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a host was at one moment, as one JSON document: its software, machine, features, devices and guests, and the capabilities of
 * each with the reasons of those that were not there.
 *
 * <pre>{@code
 * HostRecorder.record(hypervisor).writeTo(Path.of("host.json"));
 * FakeHost fake = FakeHost.replay(Path.of("host.json"));
 * }</pre>
 *
 * <p>Made by {@link HostRecorder}; the format is described in {@code docs/recording.md}. Fields that this version does not know
 * are kept, and written again. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Recording {
    /** The format that this version writes, and the newest that it reads. */
    static final int FORMAT = 1;

    private final ObjectNode document;

    private Recording(ObjectNode document) {
        this.document = document;
    }

    /** The recording of this document, which is not changed afterwards. */
    static Recording of(ObjectNode document) {
        Fields fields = Fields.ofDocument(document);
        refuseNewer(fields);
        RecordedHost.read(fields);
        return new Recording(document);
    }

    private static void refuseNewer(Fields fields) {
        Long format = fields.numberOrNull("format");
        if (format == null || format < 1) {
            throw Fields.damage("it has no format, and so is no recording of a host");
        }
        if (format > FORMAT) {
            throw HostCore.ERRORS
                    .operation("read")
                    .subject("recording")
                    .remedy("read it with the version of the SDK that wrote it, or a later one")
                    .unsupported(
                            Reason.TOO_OLD, "it has format " + format + ", and this version reads up to " + FORMAT);
        }
    }

    /**
     * Reads a recording.
     *
     * @throws HypervisorException.Unsupported if it was written in a newer format
     * @throws HypervisorException.HostFailure if it is no recording, or damaged; the message says where
     */
    public static Recording parse(String json) {
        if (Json.parse(json) instanceof ObjectNode document) {
            return of(document);
        }
        throw Fields.damage("it is no JSON object");
    }

    /**
     * Reads a recording from a file.
     *
     * @throws HypervisorException.NotFound if there is no such file
     * @throws HypervisorException.HostFailure if it cannot be read, is no recording, or is damaged
     * @throws HypervisorException.Unsupported if it was written in a newer format
     */
    public static Recording read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw HostCore.ERRORS
                    .operation("read")
                    .subject("recording " + file)
                    .cause(e)
                    .notFound("there is no such file");
        } catch (IOException e) {
            throw failure("read", file, e);
        }
    }

    /**
     * Writes this recording to a file, which is replaced if it is there.
     *
     * @throws HypervisorException.HostFailure if it cannot be written
     */
    public void writeTo(Path file) {
        try {
            Files.writeString(file, toJson());
        } catch (IOException e) {
            throw failure("write", file, e);
        }
    }

    private static HypervisorException.HostFailure failure(String operation, Path file, IOException cause) {
        return HostCore.ERRORS
                .operation(operation)
                .subject("recording " + file)
                .cause(cause)
                .hostFailure(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    /** The document, indented, with fields in a fixed order. */
    public String toJson() {
        return Json.text(document);
    }

    /** When it was recorded. */
    public Instant recordedAt() {
        return fields().parsed("recordedAt", Instant::parse);
    }

    /** How many guests it has. */
    public int guests() {
        return fields().objects("guests").size();
    }

    /** How many devices of the host it has. */
    public int devices() {
        return fields().objects("devices").size();
    }

    /** What could not be read when it was recorded; empty if all could. */
    public List<Unreadable> unreadable() {
        return fields().objects("unreadable").stream()
                .map(entry -> new Unreadable(entry.text("what"), entry.text("why")))
                .toList();
    }

    Fields fields() {
        return Fields.ofDocument(document);
    }

    /** Of what host software it was made, and how many guests there were. */
    @Override
    public String toString() {
        Fields fields = fields();
        return "recording of " + fields.object("host").text("product") + " with "
                + (guests() == 1 ? "1 guest" : guests() + " guests");
    }

    /**
     * Something of a host that is missing in its recording.
     *
     * <p>A record, because its components are final by nature. Immutable.
     *
     * @param what a guest, something of one, or {@code devices} or {@code features} as a whole
     * @param why the detail of the error
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Unreadable(String what, String why) {}
}
