/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import java.io.InputStream;
import java.io.OutputStream;
import org.apiguardian.api.API;

/**
 * An open console of a guest.
 *
 * <p>Reading blocks until the guest writes, and ends with the end of the stream when the session or the connection is closed.
 * Thread-safe, as far as one thread reads and one writes.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ConsoleSession extends AutoCloseable {
    /** What the guest writes, from now on. */
    InputStream output();

    /** What the guest reads; flushed at each write. */
    OutputStream input();

    /** Ends the session; the guest is left as it is. Idempotent. */
    @Override
    void close();
}
