/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import org.apiguardian.api.API;

/**
 * Runs commands on one host, the local one or another.
 *
 * <p>A command gets the input that it holds, no terminal, and the language {@code C}. That a program fails is no error but an exit code; that
 * it could not be run, or not in time, is one. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs a command to its end.
     *
     * @throws dev.hvsdk.api.HypervisorException.NotFound if there is no such program
     * @throws dev.hvsdk.api.HypervisorException.PermissionDenied if the program may not be run
     * @throws dev.hvsdk.api.HypervisorException.TimedOut if it did not end in time; it and its children were killed
     * @throws dev.hvsdk.api.HypervisorException.HostFailure if the host could not start it
     * @throws CommandInterruptedException if this thread was interrupted; it and its children were killed
     */
    CommandResult run(Command command);

    /** A runner for the machine that this process runs on. */
    static CommandRunner local() {
        return LocalCommandRunner.INSTANCE;
    }
}
