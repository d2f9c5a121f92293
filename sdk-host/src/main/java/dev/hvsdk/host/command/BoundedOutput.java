/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** One output of a process, kept up to a limit and read on beyond it, so that the process is not held up. */
final class BoundedOutput {
    private final InputStream in;
    private final int limit;
    private final Consumer<? super byte[]> listener;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[1 << 16];
    private boolean truncated;

    BoundedOutput(InputStream in, int limit, Consumer<? super byte[]> listener) {
        this.in = in;
        this.limit = limit;
        this.listener = listener;
    }

    /** Reads a piece of what is there without waiting for more; says whether there was anything. */
    boolean readAvailable() throws IOException {
        int waiting = in.available();
        int count = waiting <= 0 ? 0 : in.read(buffer, 0, Math.min(waiting, buffer.length));
        keep(Math.max(0, count));
        if (count > 0) {
            listener.accept(Arrays.copyOf(buffer, count));
        }
        return count > 0;
    }

    private void keep(int count) {
        int room = Math.min(count, limit - kept.size());
        kept.write(buffer, 0, room);
        truncated |= room < count;
    }

    boolean isTruncated() {
        return truncated;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }

    void close() throws IOException {
        in.close();
    }
}
