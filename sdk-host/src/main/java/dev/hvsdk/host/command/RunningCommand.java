/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.HypervisorException.TimedOut;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.Durations;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Follows one child process to its end.
 *
 * <p>Both outputs are read by the calling thread, only when there is something to read. So no thread waits on a pipe that a
 * grandchild keeps open, and a process that fills one output while the other is read cannot hang. That nothing is lost at the
 * end rests on the JDK: the stream of a process that ended is replaced, under the stream's own lock, by one that holds what was
 * left in the pipe.
 */
final class RunningCommand {
    private static final Logger LOG = Logger.getLogger(RunningCommand.class.getName());

    private static final long SHORTEST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 20;

    /** A process that was killed ends at once, unless the kernel holds it; then nobody can help. */
    private static final long KILL_SECONDS = 2;

    private final Command command;
    private final Process process;
    private final BoundedOutput stdout;
    private final BoundedOutput stderr;
    private final Deadline deadline;

    RunningCommand(Command command, Process process) {
        this.command = command;
        this.process = process;
        deadline = Deadline.after(command.timeout());
        stdout = new BoundedOutput(process.getInputStream(), command.outputLimit(), listener(command));
        stderr = new BoundedOutput(process.getErrorStream(), command.outputLimit(), piece -> {});
    }

    private static Consumer<? super byte[]> listener(Command command) {
        Optional<Consumer<? super byte[]>> listener = command.outputListener();
        return listener.isPresent() ? listener.get() : piece -> {};
    }

    CommandResult finish() throws IOException {
        try {
            feed(command.input());
            follow();
            return result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandInterruptedException(command.program(), e);
        } finally {
            // A no-op for a process that ended; in every other case nothing may be left.
            kill();
            stdout.close();
            stderr.close();
        }
    }

    /** By a thread of its own: a program that reads nothing must not hold up the one that follows it; killing it ends the thread. */
    private void feed(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Thread feeder = new Thread(() -> write(input), "input of " + command.program());
        feeder.setDaemon(true);
        feeder.start();
    }

    private void write(byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // A program need not read what it is given; how it ended says the rest.
            LOG.log(Level.FINE, e, () -> command.program() + " did not read all of its input");
        }
    }

    private void follow() throws IOException, InterruptedException {
        long pause = SHORTEST_PAUSE_MILLIS;
        while (!process.waitFor(pause, TimeUnit.MILLISECONDS)) {
            boolean read = readAvailable();
            pause = read ? SHORTEST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            requireTime();
        }
        // A grandchild that lives on may go on writing, but not longer than the command was granted.
        while (readAvailable()) {
            requireTime();
        }
    }

    private boolean readAvailable() throws IOException {
        boolean fromStdout = stdout.readAvailable();
        boolean fromStderr = stderr.readAvailable();
        return fromStdout || fromStderr;
    }

    private void requireTime() {
        if (deadline.isPassed()) {
            throw timedOut();
        }
    }

    private TimedOut timedOut() {
        return new TimedOut(
                ErrorDetails.builder("it did not end in " + Durations.text(command.timeout()) + " and was killed")
                        .operation("run")
                        .subject(command.program())
                        .build());
    }

    private CommandResult result() {
        CommandResult result = CommandResult.of(process.exitValue(), stdout.bytes(), stderr.bytes());
        return stdout.isTruncated() || stderr.isTruncated() ? result.truncated() : result;
    }

    /** Kills the whole tree, children first: once their parent is gone they could no longer be found. */
    private void kill() {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
