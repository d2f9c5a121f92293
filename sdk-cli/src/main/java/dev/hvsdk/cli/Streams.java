/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * The bytes of the process, for commands that pass on what is no text of ours.
 *
 * <p>What was written to the {@link Terminal} has to be flushed first. Thread-safe, as far as each stream is used by one thread.
 *
 * @param in what a person or a program gives
 * @param out what was asked for
 * @param err what went wrong
 * @param isTyped whether a person types {@code in}
 * @param raw has each key passed on as it is pressed; only where a person types
 */
record Streams(InputStream in, OutputStream out, OutputStream err, boolean isTyped, Supplier<RawMode> raw) {
    /** Said by the launcher, who can ask more cheaply than Java can. */
    private static final String TYPED = "hv.terminal.in";

    /** More is not meant to be given to one command in a guest, and all of it is held in memory. */
    private static final int MOST_INPUT = 64 << 20;

    /** Those of this process. */
    static Streams system() {
        return new Streams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminal.interactive(TYPED),
                SttyRawMode::begin);
    }

    /** All that is given, to its end. */
    byte[] readAll() {
        try {
            // A file's own way to read asks for its position first, which a pipe does not have.
            byte[] input = new BufferedInputStream(in).readNBytes(MOST_INPUT + 1);
            if (input.length > MOST_INPUT) {
                throw new FailureException(
                        "standard input has more than 64 MiB; copy it to the guest another way", null);
            }
            return input;
        } catch (IOException e) {
            throw new FailureException("standard input cannot be read: " + e.getMessage(), e);
        }
    }
}
