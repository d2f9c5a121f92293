/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.spi.support.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** An answer that ends at its deadline, so that one which trickles does not go on for ever. Not thread-safe: for one reader. */
final class BoundedStream extends FilterInputStream {
    private final Deadline deadline;

    BoundedStream(InputStream in, Deadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    private void check() throws SocketTimeoutException {
        if (deadline.isPassed()) {
            throw new SocketTimeoutException("the answer takes too long");
        }
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        check();
        return super.read(bytes, offset, length);
    }
}
