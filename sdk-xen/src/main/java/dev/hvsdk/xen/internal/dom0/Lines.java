/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Pieces of an output as lines. Not thread-safe: for one thread at a time. */
final class Lines {
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final Consumer<String> listener;

    Lines(Consumer<String> listener) {
        this.listener = listener;
    }

    void add(byte[] piece) {
        for (byte one : piece) {
            if (one == '\n') {
                listener.accept(begun.toString(StandardCharsets.UTF_8));
                begun.reset();
            } else {
                begun.write(one);
            }
        }
    }
}
