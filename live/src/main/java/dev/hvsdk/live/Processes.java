/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Processes of this machine, as {@code /proc} shows them. */
final class Processes {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Processes() {}

    static boolean isRoot() {
        return status(ProcessHandle.current().pid(), "Uid")
                .map(ids -> ids.get(1).equals("0"))
                .orElse(false);
    }

    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Sends a signal by name. The shell's own command: a program {@code kill} is not everywhere. */
    static void signal(long pid, String name) {
        if (!succeeds("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, Long.toString(pid))) {
            throw new IllegalStateException("process " + pid + " is gone, or not ours to send " + name);
        }
    }

    /** Stops a process where it stands, and waits until each of its threads does. */
    static void suspend(long pid) {
        signal(pid, "STOP");
        Eventually.holds(() -> threads(pid).allMatch(thread -> state(thread).equals("T")));
    }

    private static Stream<Long> threads(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(thread -> Long.valueOf(thread.getFileName().toString())).toList().stream();
        }
    }

    /** Ends a process and waits until it is gone. */
    static void kill(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return;
        }
        signal(pid, "KILL");
        awaitEnd(process.get());
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("process " + process.pid() + " does not end", e);
        }
    }

    /** The descendant of a process that is as wanted, with its number as we see it. */
    static Optional<Long> findBelow(ProcessHandle ancestor, Predicate<Long> wanted) {
        return ancestor.descendants().map(ProcessHandle::pid).filter(wanted).findFirst();
    }

    /**
     * Whether a process has this number in the namespace next to ours, where an engine is that we have started; a container's
     * process has one more. In our own, where there is no other.
     */
    static boolean hasInnerPid(long pid, String inner) {
        return status(pid, "NSpid")
                .map(ids -> ids.get(Math.min(2, ids.size() - 1)).equals(inner))
                .orElse(false);
    }

    /** The arguments a process was started with; none if it is gone or a thread of the kernel. */
    static List<String> arguments(long pid) {
        return read(pid, "cmdline").map(text -> List.of(text.split("\0"))).orElse(List.of());
    }

    /** The letter that stands for what a process is doing: T is stopped by a signal. */
    static String state(long pid) {
        return status(pid, "State").map(words -> words.get(1)).orElseThrow();
    }

    /** The mounts that we see, one a line. */
    static List<String> mounts() {
        return read(ProcessHandle.current().pid(), "mountinfo")
                .orElseThrow()
                .lines()
                .toList();
    }

    private static Optional<List<String>> status(long pid, String key) {
        return read(pid, "status")
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith(key + ":")).findFirst())
                .map(line -> List.of(line.split("\\s+")));
    }

    /** Empty where the process has ended meanwhile. */
    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(
                    Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            if (ProcessHandle.of(pid).isPresent()) {
                throw new UncheckedIOException(e);
            }
            return Optional.empty();
        }
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
