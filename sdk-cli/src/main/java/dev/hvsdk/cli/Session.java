/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One run of the command: its terminal, and the options that every command has.
 *
 * <p>Not thread-safe: one for each run.
 */
final class Session {
    private final Terminal terminal;
    private ColorMode color = ColorMode.AUTO;
    private boolean verbose;

    Session(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
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

    /** Writes one JSON object, which begins with the number of the format. */
    void json(Body body) {
        try (JsonGenerator json = Json.generator(terminal.out())) {
            json.writeStartObject();
            json.writeNumberField("format", Json.FORMAT);
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.out().println();
    }

    /** What stands in the JSON object behind the number of the format. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
