/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;

/**
 * How a command ended and what it said.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CommandResult {
    private final int exitCode;
    private final byte[] stdout;
    private final byte[] stderr;
    private final boolean truncated;

    private CommandResult(int exitCode, byte[] stdout, byte[] stderr, boolean truncated) {
        this.exitCode = exitCode;
        this.stdout = stdout;
        this.stderr = stderr;
        this.truncated = truncated;
    }

    /** The result of a command whose whole output is known, for implementations and tests. */
    public static CommandResult of(int exitCode, String stdout, String stderr) {
        return of(exitCode, stdout.getBytes(StandardCharsets.UTF_8), stderr.getBytes(StandardCharsets.UTF_8));
    }

    /** The result of a command whose whole output is known, byte by byte. */
    public static CommandResult of(int exitCode, byte[] stdout, byte[] stderr) {
        return new CommandResult(exitCode, stdout.clone(), stderr.clone(), false);
    }

    /** The same result, marked as one whose output was cut off. */
    public CommandResult truncated() {
        return new CommandResult(exitCode, stdout, stderr, true);
    }

    /** The exit code, 0 to 255; 128 and the number of the signal if a signal ended it. */
    public int exitCode() {
        return exitCode;
    }

    /** Whether the exit code is 0. */
    public boolean isSuccess() {
        return exitCode == 0;
    }

    /** The standard output as UTF-8, with what is not UTF-8 replaced. */
    public String stdout() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** A copy of the standard output as it was written. */
    public byte[] stdoutBytes() {
        return stdout.clone();
    }

    /** The standard error as UTF-8, with what is not UTF-8 replaced. */
    public String stderr() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    /** A copy of the standard error as it was written. */
    public byte[] stderrBytes() {
        return stderr.clone();
    }

    /** Whether one of the outputs was longer than the command's limit. */
    public boolean isTruncated() {
        return truncated;
    }

    /** Such as {@code exit code 1: no such container}. */
    @Override
    public String toString() {
        String error = stderr();
        return "exit code " + exitCode
                + (error.isBlank()
                        ? ""
                        : ": " + error.lines().findFirst().orElse("").strip());
    }
}
