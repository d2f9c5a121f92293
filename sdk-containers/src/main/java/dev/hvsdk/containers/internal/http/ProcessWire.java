/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The input and output of a process; if it ends before it has said anything, its errors tell why. */
final class ProcessWire implements Wire {
    private static final int KEPT = 4096;

    /** For the number of its end, once its output has ended. */
    private static final long PATIENCE_MILLIS = 1000;

    private final Process process;
    private final InputStream input;
    private final Thread listener;
    private volatile String complaint = "";

    ProcessWire(Process process) {
        this.process = process;
        this.input = new Input(process.getInputStream());
        this.listener = new Thread(this::listen, "process-errors");
        listener.setDaemon(true);
        listener.start();
    }

    /** To the end, for a process that nobody listens to would wait; the first words are kept. */
    private void listen() {
        try (InputStream errors = process.getErrorStream()) {
            complaint = new String(errors.readNBytes(KEPT), StandardCharsets.UTF_8);
            errors.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.getLogger(ProcessWire.class.getName()).log(System.Logger.Level.DEBUG, "errors of a process", e);
        }
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return process.getOutputStream();
    }

    /** With what it has started, which would hold the streams. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It had not read all of it, and shall not any more.
            System.getLogger(ProcessWire.class.getName()).log(System.Logger.Level.DEBUG, "input of a process", e);
        }
    }

    private ProcessEndedException ended() {
        try {
            boolean over = process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            listener.join(PATIENCE_MILLIS);
            return new ProcessEndedException(over ? process.exitValue() : 0, complaint);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProcessEndedException(0, complaint);
        }
    }

    private final class Input extends FilterInputStream {
        private boolean hasSpoken;

        private Input(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return checked(super.read(bytes, offset, length));
        }

        private int checked(int read) throws IOException {
            if (read < 0 && !hasSpoken) {
                throw ended();
            }
            hasSpoken = true;
            return read;
        }
    }
}
