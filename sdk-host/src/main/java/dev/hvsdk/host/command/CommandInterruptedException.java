/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import org.apiguardian.api.API;

/**
 * The thread that ran a command was interrupted; the command was killed and the thread's interrupt flag is set again.
 *
 * <p>Immutable, as far as a {@link Throwable} is.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CommandInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says which program was running. */
    public CommandInterruptedException(String program, InterruptedException cause) {
        super("interrupted while " + program + " was running; it was killed", cause);
    }
}
