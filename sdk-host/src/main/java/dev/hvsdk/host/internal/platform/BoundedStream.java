/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends after a number of bytes, so that no file of a captured tree can fill the memory. */
public final class BoundedStream extends FilterInputStream {
    private int left;

    /** Of another stream at most this many bytes. */
    public BoundedStream(InputStream in, int limit) {
        super(in);
        left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = left > 0 ? in.read() : -1;
        left -= value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = left > 0 ? in.read(buffer, offset, Math.min(length, left)) : -1;
        left -= Math.max(0, count);
        return count;
    }
}
