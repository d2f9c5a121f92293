/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.driver.StateWatch;
import dev.hvsdk.spi.support.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what lxc-monitor says of all containers, and starts it again when it ends; without the tool nothing is heard.
 *
 * <p>The tool starts a daemon (lxc-monitord) for its directory, which ends by itself 30 seconds after the last reader. Thread-safe.
 */
final class LxcMonitor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LxcMonitor.class.getName());
    private static final Pattern LINE = Pattern.compile("'(.+)' changed state to \\[([A-Z]+)\\]");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final List<String> command;
    private final StateWatch watch;
    private final BiConsumer<String, String> listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();
    private final Thread thread;

    /** Guarded by {@link #lock}, as the next. */
    private @Nullable Process process;

    private boolean isClosed;

    private LxcMonitor(List<String> command, StateWatch watch, BiConsumer<String, String> listener) {
        this.command = command;
        this.watch = watch;
        this.listener = listener;
        this.thread = new Thread(this::run, "lxc-monitor");
        thread.setDaemon(true);
    }

    /**
     * Begins to read, and returns when the tool listens, or is not there.
     *
     * @param listener is given names and LXC's words for states
     */
    static LxcMonitor start(List<String> command, StateWatch watch, BiConsumer<String, String> listener) {
        LxcMonitor monitor = new LxcMonitor(command, watch, listener);
        monitor.thread.start();
        monitor.awaitListening(Deadline.after(PATIENCE));
        return monitor;
    }

    /** The tool does not say that it listens: it opens its only socket when the daemon is ready. */
    private void awaitListening(Deadline deadline) {
        while (thread.isAlive() && !isListening() && !deadline.isPassed()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean isListening() {
        @Nullable Process started = started();
        return started != null && hasSocket(Path.of("/proc", Long.toString(started.pid()), "fd"));
    }

    private static boolean hasSocket(Path descriptors) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (Files.readSymbolicLink(link).toString().startsWith("socket:")) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(Level.FINEST, e, () -> "one of them was closed meanwhile, or all with the process");
        }
        return false;
    }

    private @Nullable Process started() {
        lock.lock();
        try {
            return process;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            boolean hasHeard = false;
            Duration pause = FIRST_PAUSE;
            for (Optional<Process> next = launch(); next.isPresent(); next = launch()) {
                if (hasHeard) {
                    watch.mended();
                }
                hasHeard = listen(next.get());
                watch.deaf();
                pause = hasHeard ? FIRST_PAUSE : longer(pause);
                pause(pause);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "events come by comparing listings, since there is no lxc-monitor");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Starts the tool, unless this was closed. */
    private Optional<Process> launch() throws IOException {
        lock.lock();
        try {
            if (isClosed) {
                return Optional.empty();
            }
            Process started = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process = started;
            return Optional.of(started);
        } finally {
            lock.unlock();
        }
    }

    /** Reads until it ends; whether it has said anything. */
    private boolean listen(Process tool) {
        boolean hasHeard = false;
        try (BufferedReader reader = tool.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                watch.hearing();
                hasHeard = true;
                hear(line);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "lxc-monitor ended");
        }
        return hasHeard;
    }

    private void hear(String line) {
        Matcher said = LINE.matcher(line);
        if (!said.matches()) {
            return;
        }
        try {
            listener.accept(said.group(1), said.group(2));
        } catch (HypervisorException | IllegalStateException e) {
            LOG.log(Level.FINE, e, () -> "a look will tell what this says: " + line);
        }
    }

    private void pause(Duration pause) throws InterruptedException {
        long left = pause.toNanos();
        lock.lock();
        try {
            while (!isClosed && left > 0) {
                left = closed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the tool, and the thread with it. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            closed.signalAll();
            if (process != null) {
                process.destroyForcibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
