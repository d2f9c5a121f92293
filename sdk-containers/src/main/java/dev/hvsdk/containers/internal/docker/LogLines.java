/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.containers.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;

/** Puts pieces of both streams together to lines, each of which begins with its time. Not thread-safe: for one reader. */
final class LogLines implements Frames.Sink {
    /** A line that has no end is given in parts. */
    private static final int LONGEST = 1024 * 1024;

    private final Consumer<? super LogLine> lines;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    LogLines(Consumer<? super LogLine> lines) {
        this.lines = lines;
    }

    @Override
    public void take(boolean isError, byte[] buffer, int count) {
        ByteArrayOutputStream line = isError ? error : output;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                give(line, isError);
            } else {
                line.write(buffer[i]);
                giveIfLong(line, isError);
            }
        }
    }

    private void giveIfLong(ByteArrayOutputStream line, boolean isError) {
        if (line.size() >= LONGEST) {
            give(line, isError);
        }
    }

    /** What was written without a line break at the end. */
    void end() {
        if (output.size() > 0) {
            give(output, false);
        }
        if (error.size() > 0) {
            give(error, true);
        }
    }

    private void give(ByteArrayOutputStream line, boolean isError) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, isError));
    }

    private static LogLine line(String text, boolean isError) {
        int space = text.indexOf(' ');
        String stamp = space < 0 ? text : text.substring(0, space);
        try {
            Instant time = OffsetDateTime.parse(stamp).toInstant();
            return LogLine.of(space < 0 ? "" : text.substring(space + 1), isError, time);
        } catch (DateTimeParseException e) {
            return LogLine.of(text, isError, null);
        }
    }
}
