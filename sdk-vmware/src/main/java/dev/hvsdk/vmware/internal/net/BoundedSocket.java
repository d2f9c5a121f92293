/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.spi.support.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection below TLS on which nobody reads longer than until the deadline of their call.
 *
 * <p>A time limit of a socket is for one read, and TLS makes as many as a record takes: a server that trickles would be waited for
 * without end. The JDK's client reads in the thread that calls, so that it is known whose deadline counts. Thread-safe, as far as a
 * socket is.
 */
final class BoundedSocket extends Socket {
    private static final ThreadLocal<Deadline> DEADLINE = new ThreadLocal<>();

    /** Does work whose reads on all these sockets end at the deadline. */
    static <T> T within(Deadline deadline, IoWork<T> work) throws IOException {
        DEADLINE.set(deadline);
        try {
            return work.call();
        } finally {
            DEADLINE.remove();
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                limit();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                limit();
                return super.read(bytes, offset, length);
            }
        };
    }

    /** Others read too, such as the JDK's thread that clears up connections: with the limit of the last call. */
    private void limit() throws IOException {
        @Nullable Deadline deadline = DEADLINE.get();
        if (deadline == null) {
            return;
        }
        if (deadline.isPassed()) {
            throw new SocketTimeoutException("the answer takes too long");
        }
        int left = (int) Math.max(1, Math.min(Integer.MAX_VALUE, deadline.left().toMillis()));
        // Never raised: the JDK's client looks whether an idle connection still lives by a read of a millisecond.
        if (getSoTimeout() == 0 || getSoTimeout() > left) {
            setSoTimeout(left);
        }
    }

    /** What reads. */
    @FunctionalInterface
    interface IoWork<T> {
        T call() throws IOException;
    }
}
