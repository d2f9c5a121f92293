/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A session on a console: a running lxc-console. Thread-safe, as far as one thread reads and one writes. */
final class LxcConsoleSession implements ConsoleSession {
    /** What lxc-console says on its standard error once it has the terminal: how to leave it (console.c of LXC 2.0 to 6.0). */
    private static final String CONNECTED = "<Ctrl+";

    /** What it says if another session has the terminal (commands.c). */
    private static final String TAKEN = "Denied access to tty";

    private static final int TEXT_LIMIT = 2000;
    private static final long FAREWELL_SECONDS = 2;

    private final Process process;
    private final OpenState owner;
    private final InputStream output;
    private final OutputStream input;
    private volatile boolean isClosed;

    private LxcConsoleSession(Process process, OpenState owner) {
        this.process = process;
        this.owner = owner;
        this.output = new Output(process.getInputStream());
        this.input = new EscapedOutput(process.getOutputStream());
    }

    static ConsoleSession open(List<String> command, ErrorFactory errors, HostContext host) {
        LxcConsoleSession session = new LxcConsoleSession(started(command, errors), host.state());
        try {
            host.state().register(session);
            session.awaitConnected(errors, host.deadline());
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static Process started(List<String> command, ErrorFactory errors) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw errors.cause(e)
                    .remedy("install the package lxc")
                    .unsupported(Support.Reason.MISSING_SOFTWARE, "the host has no " + command.get(0));
        }
    }

    private void awaitConnected(ErrorFactory errors, Deadline deadline) {
        CompletableFuture<String> refusal = new CompletableFuture<>();
        Thread thread = new Thread(() -> listen(refusal), "lxc-console-errors");
        thread.setDaemon(true);
        thread.start();
        try {
            String said = refusal.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            if (!said.isEmpty()) {
                throw refused(errors, said);
            }
        } catch (TimeoutException e) {
            throw errors.cause(e).timedOut("lxc-console did not get the terminal in " + deadline.allowed());
        } catch (ExecutionException e) {
            throw errors.cause(e).hostFailure("lxc-console cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw errors.cause(e).hostFailure("interrupted while the console was being opened");
        }
    }

    /** Gives what it says if it ends, or nothing once it is connected; reads on, so that it never waits for a reader. */
    private void listen(CompletableFuture<String> refusal) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader reader = process.errorReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains(CONNECTED)) {
                    refusal.complete("");
                } else if (said.length() < TEXT_LIMIT) {
                    said.append(line).append('\n');
                }
            }
            refusal.complete(
                    said.isEmpty() ? "it said nothing" : said.toString().strip());
        } catch (IOException e) {
            refusal.completeExceptionally(e);
        }
    }

    private static RuntimeException refused(ErrorFactory errors, String said) {
        ErrorFactory detailed = errors.nativeError(new NativeError("lxc-console", "no terminal", said));
        return said.contains(TAKEN)
                ? detailed.conflict("another session has the console")
                : detailed.hostFailure(
                        "lxc-console failed: " + said.lines().findFirst().orElse(said));
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return input;
    }

    /** The end of the process ends the reading, and frees the terminal for whoever opens it next. */
    @Override
    public void close() {
        isClosed = true;
        process.destroyForcibly();
        owner.unregister(this);
        try {
            // So that whoever opens it next finds it free.
            boolean ignored = process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The JVM closes the streams of a process that it ends under a reader, to whom that shall be the end. */
    private final class Output extends FilterInputStream {
        Output(InputStream source) {
            super(source);
        }

        @Override
        public int read() throws IOException {
            return orEnd(() -> super.read());
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return orEnd(() -> super.read(target, offset, length));
        }

        private int orEnd(Reading reading) throws IOException {
            try {
                return reading.read();
            } catch (IOException e) {
                if (isClosed) {
                    return -1;
                }
                throw e;
            }
        }
    }

    private interface Reading {
        int read() throws IOException;
    }
}
