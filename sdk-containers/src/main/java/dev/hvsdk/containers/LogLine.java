/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One line of a container's log. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LogLine {
    private final String text;
    private final boolean isError;
    private final @Nullable Instant time;

    private LogLine(String text, boolean isError, @Nullable Instant time) {
        this.text = text;
        this.isError = isError;
        this.time = time;
    }

    /**
     * A line.
     *
     * @param text without its line break
     * @param isError whether it was written to standard error
     * @param time when it was written, or null where the engine does not say
     */
    public static LogLine of(String text, boolean isError, @Nullable Instant time) {
        return new LogLine(text, isError, time);
    }

    /** The line without its break; what is not UTF-8 is replaced. */
    public String text() {
        return text;
    }

    /** Whether it was written to standard error; a container with a terminal has only an output. */
    public boolean isError() {
        return isError;
    }

    /** When it was written; empty if the engine does not say. */
    public Optional<Instant> time() {
        return Optional.ofNullable(time);
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
