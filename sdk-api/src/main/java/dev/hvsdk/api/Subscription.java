/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import org.apiguardian.api.API;

/**
 * A listener's place in the stream of a host's events.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Subscription extends AutoCloseable {
    /** Whether events are still delivered: neither this nor the connection was closed. */
    boolean isOpen();

    /**
     * Ends the delivery; after it returned, nothing is delivered any more. Idempotent.
     *
     * <p>Called by the listener itself, it ends the delivery after the present event.
     */
    @Override
    void close();
}
