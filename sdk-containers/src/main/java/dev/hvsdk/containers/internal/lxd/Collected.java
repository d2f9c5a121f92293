/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import java.io.ByteArrayOutputStream;

/** The beginning of a stream, up to a limit. Not thread-safe: for the thread that reads it, and for others when that has ended. */
final class Collected {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long limit;
    private boolean truncated;

    Collected(long limit) {
        this.limit = limit;
    }

    void add(byte[] more) {
        int taken = (int) Math.min(more.length, limit - bytes.size());
        bytes.write(more, 0, taken);
        truncated |= taken < more.length;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    boolean isTruncated() {
        return truncated;
    }
}
