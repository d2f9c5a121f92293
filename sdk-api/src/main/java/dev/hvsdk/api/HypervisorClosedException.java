/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import org.apiguardian.api.API;

/**
 * The {@link Hypervisor}, or what belongs to it, was closed before or during the call.
 *
 * <p>A programming mistake or the end of the program, not a failure of the host; modelled after
 * {@link java.nio.file.ClosedFileSystemException}. Immutable, as far as a {@link Throwable} is.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HypervisorClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** Says what was closed: a redacted URI, or the thing by its name. */
    public HypervisorClosedException(String what) {
        super(what + " is closed");
    }
}
