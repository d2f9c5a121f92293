/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Both outputs of a container without a terminal as one, in the order in which they came. Not thread-safe: for one reader. */
final class UnframedInput extends InputStream {
    private static final int HEADER = 8;

    private final InputStream in;

    /** What is left of the present piece. */
    private long left;

    UnframedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length == 0) {
                return -1;
            }
            left = length(header);
        }
        int count = in.read(target, offset, (int) Math.min(left, length));
        if (count < 0) {
            throw new EOFException("the stream ended " + left + " bytes before the end of a piece");
        }
        left -= count;
        return count;
    }

    private static long length(byte[] header) throws EOFException {
        if (header.length < HEADER) {
            throw new EOFException("the stream ended in the head of a piece");
        }
        return Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4));
    }
}
