/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.ConsoleSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open console of a guest of a fake host. Thread-safe, as far as one thread writes. */
final class FakeConsoleSession implements ConsoleSession {
    private final ConsolePipe output;
    private final OutputStream input;
    private final Runnable whenClosed;
    private final AtomicBoolean closed = new AtomicBoolean();

    FakeConsoleSession(ConsolePipe output, Consoles consoles, Runnable whenClosed) {
        this.output = output;
        this.input = new Keyboard(output, consoles);
        this.whenClosed = whenClosed;
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return input;
    }

    boolean isOpen() {
        return !closed.get() && !output.isEnded();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            whenClosed.run();
        }
    }

    /** What is typed: the guest answers when the line ends. Not thread-safe: one thread writes. */
    private static final class Keyboard extends OutputStream {
        private final ConsolePipe output;
        private final Consoles consoles;
        private final TypedLine line = new TypedLine();

        Keyboard(ConsolePipe output, Consoles consoles) {
            this.output = output;
            this.consoles = consoles;
        }

        @Override
        public void write(int character) throws IOException {
            if (output.isEnded()) {
                throw new IOException("the console is closed, or its guest has stopped");
            }
            line.type(character).ifPresent(typed -> output.write(TypedLine.bytes(consoles.answerTo(typed))));
        }
    }
}
