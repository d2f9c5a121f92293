/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.Hypervisors;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One run of the command: its terminal, and the options that every command has.
 *
 * <p>Not thread-safe: one for each run.
 */
final class Session {
    private final Terminal terminal;
    private final Streams streams;
    private ColorMode color = ColorMode.AUTO;
    private boolean verbose;
    private @Nullable Hypervisors hypervisors;
    private @Nullable Interrupts interrupts;

    /** With the backends that are found, once they are needed. */
    Session(Terminal terminal) {
        this.terminal = terminal;
        this.streams = Streams.system();
    }

    /** With these backends, and these bytes. */
    Session(Terminal terminal, Streams streams, Hypervisors hypervisors) {
        this.terminal = terminal;
        this.streams = streams;
        this.hypervisors = hypervisors;
    }

    Hypervisors hypervisors() {
        return hypervisors == null ? Hypervisors.load() : hypervisors;
    }

    /** Made when it is first asked for: most commands are gone before anybody could interrupt them. */
    Interrupts interrupts() {
        if (interrupts == null) {
            interrupts = Interrupts.ofProcess();
        }
        return interrupts;
    }

    /** Writes out what is left; the process may end. */
    void end() {
        terminal.flush();
        if (interrupts != null) {
            interrupts.end();
        }
    }

    Terminal terminal() {
        return terminal;
    }

    Streams streams() {
        return streams;
    }

    /** Tells a person something that is no answer. */
    void say(String message) {
        terminal.err().println("hv: " + Text.cleanMessage(message.strip()));
    }

    void color(ColorMode mode) {
        color = mode;
    }

    void verbose(boolean on) {
        verbose = on;
    }

    boolean isVerbose() {
        return verbose;
    }

    boolean isColoured() {
        return color == ColorMode.ALWAYS || (color == ColorMode.AUTO && terminal.wantsColour());
    }

    Page page() {
        return new Page(terminal.out(), terminal.width(), isColoured());
    }

    /** What a command does that has only subcommands, and was given none. */
    int usage(CommandSpec spec) {
        CommandLine command = spec.commandLine();
        command.usage(terminal.err(), command.getColorScheme());
        return ExitCode.USAGE;
    }

    /** Writes one JSON object, which begins with the number of the format. */
    void json(Body body) {
        try (JsonGenerator json = Json.generator(terminal.out())) {
            write(json, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.out().println();
    }

    /** Writes such an object in one line. */
    void jsonLine(Body body) {
        try (JsonGenerator json = Json.lineGenerator(terminal.out())) {
            write(json, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.out().println();
    }

    private static void write(JsonGenerator json, Body body) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", Json.FORMAT);
        body.write(json);
        json.writeEndObject();
    }

    /** What stands in the JSON object behind the number of the format. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
