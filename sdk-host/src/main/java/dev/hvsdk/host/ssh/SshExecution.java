/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.TimedOut;
import dev.hvsdk.api.HypervisorException.Unreachable;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandInterruptedException;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.ShellWords;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.Durations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.jspecify.annotations.Nullable;

/** One command on one channel, followed to its end. Not thread-safe: used once, by one thread. */
final class SshExecution {
    private static final Logger LOG = Logger.getLogger(SshExecution.class.getName());

    /**
     * Before each command: its process id, by which it can be killed; the language whose texts are parsed, and the directories of the administrator's tools, which a login
     * without a terminal does not have in its path everywhere.
     */
    private static final String PREFIX = "echo " + ProcessIdFilter.MARK
            + "$$ >&2; exec env LC_ALL=C PATH=\"${PATH}:/usr/local/sbin:/usr/sbin:/sbin\" ";

    private static final Duration KILL_PATIENCE = Duration.ofSeconds(2);
    private static final int NOT_EXECUTABLE = 126;
    private static final int NO_SUCH_PROGRAM = 127;
    private static final int SIGNALLED = 128;

    /** RFC 4254, section 6.10, with the numbers of POSIX and Linux. */
    private static final Map<String, Integer> SIGNALS = Map.of(
            "HUP", 1, "INT", 2, "QUIT", 3, "ILL", 4, "ABRT", 6, "FPE", 8, "KILL", 9, "SEGV", 11, "PIPE", 13, "TERM",
            15);

    private final ClientSession session;
    private final Command command;
    private final Deadline deadline;
    private final BoundedBytes stdout;
    private final BoundedBytes stderr;
    private final ProcessIdFilter processId;

    SshExecution(ClientSession session, Command command, Deadline deadline) {
        this.session = session;
        this.command = command;
        this.deadline = deadline;
        this.stdout = command.outputListener()
                .map(listener -> new BoundedBytes(command.outputLimit(), listener))
                .orElseGet(() -> new BoundedBytes(command.outputLimit()));
        this.stderr = new BoundedBytes(command.outputLimit());
        this.processId = new ProcessIdFilter(stderr);
    }

    CommandResult run() {
        try {
            ChannelExec channel = channel(line());
            try {
                return follow(channel);
            } finally {
                // At once: the orderly way waits for a server that may not answer.
                channel.close(true);
            }
        } catch (IOException e) {
            throw isInterrupt(e) ? interrupted(asInterrupt(e)) : failed(e);
        }
    }

    /** Whether the server did not let the command begin; nothing has been done then. */
    static boolean isRefused(Unreachable e) {
        return e.getCause() instanceof SshException failed && failed.getCause() instanceof SshChannelOpenException;
    }

    /** How the library tells that its waiting was interrupted; a socket's timeout is of the same family. */
    private static boolean isInterrupt(IOException e) {
        return e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
    }

    private static InterruptedException asInterrupt(IOException e) {
        InterruptedException interrupt = new InterruptedException(e.getMessage());
        interrupt.initCause(e);
        return interrupt;
    }

    /** The library takes a session that breaks just now for a mistake of ours. */
    private ChannelExec channel(String line) throws IOException {
        try {
            return session.createExecChannel(line);
        } catch (IllegalStateException e) {
            throw new IOException("the session is being closed", e);
        }
    }

    private CommandResult follow(ChannelExec channel) throws IOException {
        channel.setIn(new ByteArrayInputStream(command.input()));
        channel.setOut(stdout);
        channel.setErr(processId);
        channel.open().verify(deadline.left());
        await(channel);
        processId.close();
        return result(channel);
    }

    private String line() {
        String program = command.program();
        // env would take such a program as an option of its own, or as a variable.
        if (program.startsWith("-") || program.contains("=")) {
            throw new IllegalArgumentException("not the name of a program that can be run by SSH: " + program);
        }
        return PREFIX + ShellWords.join(command.arguments());
    }

    /** By a latch: the library's own waiting swallows interrupts. */
    private void await(ChannelExec channel) {
        CountDownLatch closed = new CountDownLatch(1);
        channel.addCloseFutureListener(future -> closed.countDown());
        try {
            if (!closed.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                kill();
                throw timedOut(null);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private CommandInterruptedException interrupted(InterruptedException cause) {
        CommandInterruptedException interrupted = new CommandInterruptedException(command.program(), cause);
        try {
            kill();
        } catch (InterruptedException again) {
            interrupted.addSuppressed(again);
        } finally {
            Thread.currentThread().interrupt();
        }
        return interrupted;
    }

    /**
     * Ends the command and its children by a second one. SSH has a request for signals (RFC 4254, section 6.9), but OpenSSH
     * refuses it to root.
     */
    private void kill() throws InterruptedException {
        processId.await(KILL_PATIENCE).ifPresent(this::kill);
    }

    /** The group first: a server that makes a session for each command makes its process lead one. */
    private void kill(long pid) {
        String line = "kill -s KILL -- -" + pid + " 2>/dev/null || kill -s KILL " + pid;
        try {
            ChannelExec channel = channel(line);
            try {
                channel.setIn(InputStream.nullInputStream());
                channel.open().verify(KILL_PATIENCE);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), KILL_PATIENCE.toMillis());
            } finally {
                channel.close(true);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> command.program() + " could not be killed and may still run");
        }
    }

    private CommandResult result(ChannelExec channel) {
        int exitCode = exitCode(channel);
        CommandResult result = CommandResult.of(exitCode, stdout.bytes(), stderr.bytes());
        refuseIfNotStarted(result);
        return stdout.isTruncated() || stderr.isTruncated() ? result.truncated() : result;
    }

    private int exitCode(ChannelExec channel) {
        @Nullable Integer status = channel.getExitStatus();
        if (status != null) {
            return status;
        }
        @Nullable String signal = channel.getExitSignal();
        if (signal == null) {
            throw broken(null);
        }
        return SIGNALLED + SIGNALS.getOrDefault(signal, 0);
    }

    /** A program that ends with 127 itself does not speak as env does. */
    private void refuseIfNotStarted(CommandResult result) {
        if (!result.stderr().startsWith("env: ")) {
            return;
        }
        if (result.exitCode() == NO_SUCH_PROGRAM) {
            throw new NotFound(SshErrors.running(
                            command.program(),
                            "there is no program " + command.program() + " on " + session.getConnectAddress(),
                            null)
                    .build());
        }
        if (result.exitCode() == NOT_EXECUTABLE) {
            throw new PermissionDenied(
                    SshErrors.running(command.program(), "the program may not be run by this user", null)
                            .build());
        }
    }

    private HypervisorException failed(IOException cause) {
        return deadline.isPassed() ? timedOut(cause) : broken(cause);
    }

    private TimedOut timedOut(@Nullable Exception cause) {
        return new TimedOut(SshErrors.running(
                        command.program(),
                        "it did not end in " + Durations.text(command.timeout()) + " and was killed",
                        cause)
                .build());
    }

    private Unreachable broken(@Nullable Exception cause) {
        return new Unreachable(
                SshErrors.running(command.program(), "the SSH connection broke before the program ended", cause)
                        .isTransient(true)
                        .build());
    }
}
