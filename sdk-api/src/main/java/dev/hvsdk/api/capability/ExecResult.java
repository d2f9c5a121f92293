/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a command in a guest ended, and what it wrote.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExecResult {
    private final int exitCode;
    private final byte[] output;
    private final byte[] error;
    private final boolean truncated;

    private ExecResult(int exitCode, byte[] output, byte[] error, boolean truncated) {
        this.exitCode = exitCode;
        this.output = output.clone();
        this.error = error.clone();
        this.truncated = truncated;
    }

    /** The result with this exit code and these streams; {@code truncated} if one was cut at the limit. */
    public static ExecResult of(int exitCode, byte[] output, byte[] error, boolean truncated) {
        return new ExecResult(exitCode, output, error, truncated);
    }

    /** The exit code; 128 and the number of the signal, if one ended the command. */
    public int exitCode() {
        return exitCode;
    }

    /** A copy of what it wrote to standard output. */
    public byte[] output() {
        return output.clone();
    }

    /** A copy of what it wrote to standard error. */
    public byte[] error() {
        return error.clone();
    }

    /** What it wrote to standard output, as UTF-8. */
    public String outputText() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /** What it wrote to standard error, as UTF-8. */
    public String errorText() {
        return new String(error, StandardCharsets.UTF_8);
    }

    /** Whether a stream was cut at the limit. */
    public boolean truncated() {
        return truncated;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExecResult that && Arrays.deepEquals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(parts());
    }

    /** Such as {@code exit code 0, 12 bytes of output, 0 of errors}; not what was written, which may hold secrets. */
    @Override
    public String toString() {
        return "exit code " + exitCode + ", " + output.length + " bytes of output, " + error.length + " of errors"
                + (truncated ? ", truncated" : "");
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {exitCode, output, error, truncated};
    }
}
