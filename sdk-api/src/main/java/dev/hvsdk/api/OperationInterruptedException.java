/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import org.apiguardian.api.API;

/**
 * The thread that waited for an {@link Operation} was interrupted; the work goes on and the thread's interrupt flag is set again.
 *
 * <p>Immutable, as far as a {@link Throwable} is.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OperationInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what was waited for. */
    public OperationInterruptedException(String operation, InterruptedException cause) {
        super("interrupted while waiting for " + operation + "; the work goes on", cause);
    }
}
