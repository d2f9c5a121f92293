/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Doubles the character by which lxc-console is left, so that the container gets it; flushes each write. Not thread-safe. */
final class EscapedOutput extends OutputStream {
    /** Ctrl-A, the prefix unless the tool is told another one; there is no way to tell it none (lxc-console(1)). */
    private static final int PREFIX = 1;

    private final OutputStream target;

    EscapedOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        for (int i = offset; i < offset + length; i++) {
            target.write(bytes[i]);
            if (bytes[i] == PREFIX) {
                target.write(PREFIX);
            }
        }
        target.flush();
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }
}
