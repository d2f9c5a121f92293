/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What a command writes, as the engines send it: pieces of both streams, each after eight bytes that name the stream and the
 * length. A command with a terminal has one stream, which comes as it is.
 */
final class Frames {
    private static final int HEADER = 8;
    private static final int ERROR = 2;
    private static final int BUFFER = 16 * 1024;

    private final InputStream in;
    private final Sink sink;
    private final byte[] buffer = new byte[BUFFER];

    private Frames(InputStream in, Sink sink) {
        this.in = in;
        this.sink = sink;
    }

    /** Passes on all until the end; throws EOFException if that comes in the middle of a piece. */
    static void pass(InputStream in, boolean terminal, Sink sink) throws IOException {
        Frames frames = new Frames(in, sink);
        if (terminal) {
            frames.passAll();
        } else {
            frames.passPieces();
        }
    }

    private void passAll() throws IOException {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            sink.take(false, buffer, count);
        }
    }

    private void passPieces() throws IOException {
        byte[] header = in.readNBytes(HEADER);
        while (header.length == HEADER) {
            passPiece(
                    header[0] == ERROR,
                    Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4)));
            header = in.readNBytes(HEADER);
        }
        if (header.length > 0) {
            throw new EOFException("the stream ended in the head of a piece");
        }
    }

    /** In parts: a length is only what the other end says. */
    private void passPiece(boolean isError, long length) throws IOException {
        for (long left = length; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(left, BUFFER));
            if (count < 0) {
                throw new EOFException("the stream ended " + left + " bytes before the end of a piece");
            }
            sink.take(isError, buffer, count);
            left -= count;
        }
    }

    /** Takes what one of the streams has. */
    @FunctionalInterface
    interface Sink {
        /** The first bytes of a buffer, which is used again afterwards. */
        void take(boolean isError, byte[] buffer, int count) throws IOException;
    }

    /** Keeps the beginning of a stream. Not thread-safe: filled by one thread. */
    static final class Kept {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final long limit;
        private boolean truncated;

        Kept(long limit) {
            this.limit = limit;
        }

        void add(byte[] buffer, int count) {
            int kept = (int) Math.min(count, limit - bytes.size());
            bytes.write(buffer, 0, kept);
            truncated |= kept < count;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        boolean isTruncated() {
            return truncated;
        }
    }
}
