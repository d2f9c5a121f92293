/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.spi.support.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;

/** Streams that are the input and output of a process, such as {@code ssh host docker system dial-stdio}. Immutable. */
public final class ProcessDialer implements Dialer {
    private final List<String> command;

    /** By this program and its arguments; no shell reads them here. */
    public ProcessDialer(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public Wire dial(Deadline deadline, Consumer<AutoCloseable> opening) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Wire wire = new ProcessWire(process);
        opening.accept(wire);
        return wire;
    }

    /** The command. */
    @Override
    public String toString() {
        return String.join(" ", command);
    }

    private static final class ProcessWire implements Wire {
        private final Process process;

        private ProcessWire(Process process) {
            this.process = process;
        }

        @Override
        public InputStream input() {
            return process.getInputStream();
        }

        @Override
        public OutputStream output() {
            return process.getOutputStream();
        }

        /** The end of the process ends the reading; its streams are closed by the JVM then. */
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
