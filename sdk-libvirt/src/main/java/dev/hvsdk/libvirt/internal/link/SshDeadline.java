/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ends the program that libvirt starts for a connection by SSH, if there is no connection in time: libvirt would wait for it for
 * ever, with one of our threads. Thread-safe.
 */
final class SshDeadline {
    private static final System.Logger LOG = System.getLogger(SshDeadline.class.getName());

    /** A link to the directory of the thread that reads it. */
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");

    private final Path children;
    private final Set<Long> before;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}: what is open must not be ended. */
    private boolean ended;

    private SshDeadline(Path children) throws IOException {
        this.children = children;
        this.before = read(children);
    }

    /** Opens a connection with this thread; the program is ended if it is not open after this time. */
    static long within(Duration time, LongSupplier opening) {
        SshDeadline deadline = begun();
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(deadline::pass);
        try {
            return opening.getAsLong();
        } finally {
            deadline.end();
        }
    }

    private static SshDeadline begun() {
        try {
            // The children of one thread, because other threads may be opening connections at the same time.
            Path thread = Path.of("/proc").resolve(Files.readSymbolicLink(THIS_THREAD));
            return new SshDeadline(thread.resolve("children"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass() {
        lock.lock();
        try {
            if (!ended) {
                endChildren();
            }
        } finally {
            lock.unlock();
        }
    }

    private void endChildren() {
        try {
            Set<Long> now = read(children);
            now.removeAll(before);
            now.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the program of a connection by SSH is left alone", e);
        }
    }

    private static Set<Long> read(Path children) throws IOException {
        if (!Files.exists(children)) {
            // Kernels without CONFIG_PROC_CHILDREN; then a program that hangs is left alone.
            return new HashSet<>();
        }
        return Stream.of(Files.readString(children).split(" "))
                .filter(word -> !word.isBlank())
                .map(Long::valueOf)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }
}
