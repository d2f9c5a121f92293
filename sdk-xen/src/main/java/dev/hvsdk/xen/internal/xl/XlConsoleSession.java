/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandInterruptedException;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A session on a terminal of dom0: one command that reads it, as long as the session is open, and one for each writing. The terminal is
 * locked, so that two sessions do not share out what the guest says. Thread-safe, as far as one thread reads and one writes.
 */
final class XlConsoleSession implements ConsoleSession {
    private static final Duration EVER = Duration.ofDays(365);
    private static final long FAREWELL_MILLIS = 3000;

    /** An exit code that cat and sh do not have. */
    private static final int TAKEN = 77;

    /** What is said once the terminal is ours; no part of what the guest says. */
    private static final byte LISTENING = 036;

    /**
     * A child opens the terminal, here and below: the shell of an SSH session leads one, the terminal would become its own, and be hung
     * up for all at its end.
     */
    private static final String READ =
            "flock -n -E " + TAKEN + " \"$1\" sh -c 'printf \"\\036\"; exec cat \"$1\"' console \"$1\"; exit $?";

    private static final String WRITE = "(cat >\"$1\"); exit $?";

    private final String terminal;
    private final XenTools tools;
    private final ErrorFactory errors;
    private final HostContext host;
    private final CompletableFuture<Boolean> listening = new CompletableFuture<>();
    private final ConsoleBytes output = new ConsoleBytes();
    private final OutputStream input = new Input();
    private final Thread thread;

    private XlConsoleSession(String terminal, XenTools tools, ErrorFactory errors, HostContext host) {
        this.terminal = terminal;
        this.tools = tools;
        this.errors = errors;
        this.host = host;
        this.thread = new Thread(this::listen, "xl-console " + terminal);
        thread.setDaemon(true);
    }

    static ConsoleSession open(String terminal, XenTools tools, ErrorFactory errors, HostContext host) {
        XlConsoleSession session = new XlConsoleSession(terminal, tools, errors, host);
        try {
            host.state().register(session);
            session.thread.start();
            session.awaitListening(host.deadline());
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void awaitListening(Deadline deadline) {
        try {
            listening.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw errors.cause(e).timedOut("the terminal " + terminal + " was not opened in " + deadline.allowed());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HypervisorException failure
                    ? failure
                    : errors.cause(e.getCause()).hostFailure("the terminal " + terminal + " cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw errors.cause(e).hostFailure("interrupted while the console was being opened");
        }
    }

    /** Until the session is closed or the guest ends, by which its terminal goes. */
    private void listen() {
        try {
            CommandResult result =
                    tools.run(errors, command(READ).outputLimit(0).onOutput(this::heard));
            listening.completeExceptionally(refused(result));
        } catch (CommandInterruptedException e) {
            listening.completeExceptionally(e);
        } catch (RuntimeException e) {
            listening.completeExceptionally(e);
        } finally {
            output.end();
        }
    }

    private HypervisorException refused(CommandResult result) {
        return result.exitCode() == TAKEN
                ? errors.remedy("close the other session").conflict("another session has the console")
                : errors.hostFailure("the terminal " + terminal + " cannot be read: " + result);
    }

    private Command command(String script) {
        return Command.of("sh", "-c", script, "console", terminal).timeout(EVER);
    }

    private void heard(byte[] bytes) {
        if (listening.isDone()) {
            output.add(bytes);
        } else if (bytes.length > 0 && bytes[0] == LISTENING) {
            output.add(Arrays.copyOfRange(bytes, 1, bytes.length));
            listening.complete(true);
        }
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return input;
    }

    /** The end of the command frees the terminal for whoever opens it next. */
    @Override
    public void close() {
        output.end();
        thread.interrupt();
        host.state().unregister(this);
        try {
            thread.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each writing is a command of its own, which is answered when the terminal has taken it. */
    private final class Input extends OutputStream {
        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return;
            }
            if (!thread.isAlive()) {
                throw new IOException("the session is closed");
            }
            try {
                tools.succeed(
                        errors,
                        command(WRITE)
                                .timeout(host.deadline().left())
                                .input(Arrays.copyOfRange(bytes, offset, offset + length)));
            } catch (HypervisorException e) {
                throw new IOException("the guest's terminal takes nothing", e);
            }
        }
    }
}
