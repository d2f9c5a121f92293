/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** One output of a command, kept up to a limit. Written by one thread, that of the connection; read by any. */
final class BoundedBytes extends OutputStream {
    private final int limit;
    private final Consumer<? super byte[]> listener;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private volatile boolean truncated;

    BoundedBytes(int limit) {
        this(limit, piece -> {});
    }

    BoundedBytes(int limit, Consumer<? super byte[]> listener) {
        this.limit = limit;
        this.listener = listener;
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int room = Math.min(length, limit - kept.size());
        kept.write(bytes, offset, room);
        if (room < length) {
            truncated = true;
        }
        listener.accept(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    boolean isTruncated() {
        return truncated;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }
}
