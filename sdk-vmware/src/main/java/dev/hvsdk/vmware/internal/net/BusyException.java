/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

/** The server, or what stands before it, has no time: HTTP 503 and its like. Immutable, as far as a {@link Throwable} is. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException(String what) {
        super(what, null, false, false);
    }
}
