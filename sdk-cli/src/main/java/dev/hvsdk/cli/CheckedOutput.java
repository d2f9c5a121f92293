/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A writer that knows why it could not write, of which {@link PrintWriter} keeps no more than that it could not.
 *
 * <p>Not thread-safe: commands run one at a time.
 */
final class CheckedOutput extends PrintWriter {
    private final Keeping target;

    CheckedOutput(Writer target) {
        this(new Keeping(target));
    }

    private CheckedOutput(Keeping target) {
        super(target, false);
        this.target = target;
    }

    /** Writes out what is still held back, and says what went wrong first since the beginning. */
    Optional<IOException> findFailure() {
        flush();
        return Optional.ofNullable(target.failure);
    }

    /** Passes everything on, and keeps the first failure. */
    private static final class Keeping extends FilterWriter {
        private @Nullable IOException failure;

        Keeping(Writer target) {
            super(target);
        }

        @Override
        public void write(int character) throws IOException {
            kept(() -> out.write(character));
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            kept(() -> out.write(text, from, length));
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            kept(() -> out.write(text, from, length));
        }

        @Override
        public void flush() throws IOException {
            kept(out::flush);
        }

        private void kept(Writing writing) throws IOException {
            try {
                writing.run();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
