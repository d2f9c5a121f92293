/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.spi.support.Deadline;
import java.io.IOException;
import java.util.function.Consumer;

/** Makes byte streams to one engine: by a unix socket, TCP, TLS, or a process. Thread-safe. */
public interface Dialer {
    /**
     * A new stream.
     *
     * @param opening is told of what has to be closed in order to end the attempt, before anything that blocks
     * @throws IOException if the other end cannot be reached
     */
    Wire dial(Deadline deadline, Consumer<AutoCloseable> opening) throws IOException;

    /** How many streams at once are nothing to the other end, nor to this machine. */
    default int manyAtOnce() {
        return 128;
    }

    /** Where it leads, as in an error: {@code /var/run/docker.sock}. */
    @Override
    String toString();
}
