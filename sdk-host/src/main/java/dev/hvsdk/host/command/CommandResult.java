/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import org.apiguardian.api.API;

/**
 * How a command ended and what it said.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CommandResult {
    private final int exitCode;
    private final String stdout;
    private final String stderr;
    private final boolean truncated;

    private CommandResult(int exitCode, String stdout, String stderr, boolean truncated) {
        this.exitCode = exitCode;
        this.stdout = stdout;
        this.stderr = stderr;
        this.truncated = truncated;
    }

    /** The result of a command whose whole output is known, for implementations and tests. */
    public static CommandResult of(int exitCode, String stdout, String stderr) {
        return new CommandResult(exitCode, stdout, stderr, false);
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
        return stdout;
    }

    /** The standard error as UTF-8, with what is not UTF-8 replaced. */
    public String stderr() {
        return stderr;
    }

    /** Whether one of the outputs was longer than the command's limit. */
    public boolean isTruncated() {
        return truncated;
    }

    /** Such as {@code exit code 1: no such container}. */
    @Override
    public String toString() {
        return "exit code " + exitCode
                + (stderr.isBlank()
                        ? ""
                        : ": " + stderr.lines().findFirst().orElse("").strip());
    }
}
