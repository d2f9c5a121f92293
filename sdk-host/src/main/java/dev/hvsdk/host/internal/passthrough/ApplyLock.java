/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.FileWork;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two from changing the devices of one host at a time, in one process or several. The kernel lets go of it when its
 * holder dies. Thread-safe.
 */
public final class ApplyLock {
    private static final String NAME = "passthrough.lock";

    private final FileChannel channel;

    private ApplyLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Does something while nobody else can; fails at once if somebody has the lock in this directory. */
    public static <T> T holding(Path directory, Supplier<T> work) {
        ApplyLock lock = take(directory);
        try {
            return work.get();
        } finally {
            lock.close();
        }
    }

    private static ApplyLock take(Path directory) {
        ErrorFactory errors =
                Planner.ERRORS.operation("lock").subject(directory.resolve(NAME).toString());
        @Nullable FileChannel channel = null;
        try {
            Journal.makeDirectory(directory);
            channel = FileChannel.open(directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = tryLock(channel);
            if (lock != null) {
                return new ApplyLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            close(channel, e);
            throw errors.cause(e).remedy("run as root").hostFailure("it cannot be taken: " + FileWork.why(e));
        }
        throw errors.asTransient()
                .remedy("try again when it is done")
                .conflict("another change of this host's devices is going on");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it, which the kernel does not tell apart.
            return null;
        }
    }

    private static void close(@Nullable FileChannel channel, IOException cause) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Planner.ERRORS
                    .operation("unlock")
                    .cause(e)
                    .hostFailure("the lock cannot be closed: " + e.getMessage());
        }
    }
}
